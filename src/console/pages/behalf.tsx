import { z } from 'zod';
import { dateInVietNam } from '../../language/calendar.ts';
import { unit, withId } from '../../office/http/schemas.ts';
import { fillOnBehalf, startOnBehalf, submitOnBehalf, type Typed } from '../../office/services/fill-on-behalf.ts';
import { type AnswerLine, type RegistrationView, viewRegistration } from '../../office/services/view-registration.ts';
import { fieldDefinition } from '../../registration/form.ts';
import { PRODUCT_SETS } from '../../registration/product-sets.ts';
import { Crumbs } from '../components/crumbs.tsx';
import {
  ChoiceField,
  DateField,
  HiddenField,
  type Option,
  SelectField,
  TextArea,
  TextField,
} from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { dayOf, textOf, version } from '../form-fields.ts';
import { action, go, page } from '../page.ts';
import { FormError } from '../problem.ts';
import { unitOptions } from './registrations/filters.ts';

const WAYS: readonly Option[] = [
  { value: 'tai-tru-so', label: 'Ký giấy tại trụ sở' },
  { value: 'tai-nha', label: 'Ký giấy tại nơi sản xuất' },
  { value: 'gui-ban-ky', label: 'Gửi bản giấy đã ký' },
];

const startPage = page({
  path: '/behalf',
  access: 'behalf.start',
  load: async ({ parts }) => dateInVietNam(parts.office.now()),
  render: (today, { officer }) => ({
    title: 'Khai hộ',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: '/console/registrations', label: '← Danh sách hồ sơ' }]} />
        <h1>Khai hộ</h1>
        <p>
          Dùng cho chủ thể không nhắn tin được. Chủ thể phải ký giấy đồng ý cho dùng thông tin trước; bản giấy lưu tại
          cơ quan, ở đây ghi lại việc ấy.
        </p>
        <Form action="/console/behalf">
          <SelectField
            name="unit"
            label="Xã, phường"
            options={unitOptions(officer, { value: '', label: 'Chọn xã, phường' })}
            value={officer.scope !== 'province' && officer.scope.length === 1 ? (officer.scope[0] ?? '') : ''}
          />
          <TextField name="signer" label="Người ký giấy đồng ý" hint="Như trên giấy." />
          <DateField name="signedOn" label="Ngày ký" value={today} />
          <ChoiceField name="way" label="Ký ở đâu" options={WAYS} />
          <SubmitButton>Bắt đầu khai</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const startAction = action({
  path: '/behalf',
  access: 'behalf.start',
  body: z.strictObject({
    unit: unit.describe('Xã, phường'),
    signer: textOf(100).describe('Người ký giấy đồng ý'),
    signedOn: dayOf.describe('Ngày ký'),
    way: z.enum(['tai-tru-so', 'tai-nha', 'gui-ban-ky']).describe('Ký ở đâu'),
  }),
  back: startPage,
  async run({ parts, officer, body: { unit: code, ...consent } }) {
    const { id } = await startOnBehalf(parts.office, officer, { unit: code, consent });
    return go(`/console/behalf/${id}`);
  },
});

/** Given when sending, not here. */
const NEVER: readonly string[] = ['attachments', 'declaration.accepted'];
const openLines = ({ answers }: RegistrationView) => answers.filter(({ field }) => !NEVER.includes(field));

const fillPage = page({
  path: '/behalf/:id',
  access: 'behalf.fill',
  params: withId,
  async load({ parts: { office }, officer, params }) {
    return { record: await viewRegistration(office, officer, params.id), today: dateInVietNam(office.now()) };
  },
  render: ({ record, today }) => ({
    title: 'Phiếu khai hộ',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: `/console/registrations/${record.id}`, label: '← Về hồ sơ' }]} />
        <h1>Phiếu khai hộ</h1>
        <p>Ghi như lời chủ thể nói; hệ thống đọc như trong khung chat. Có thể lưu từng phần.</p>
        <Form action={`/console/behalf/${record.id}/answers`}>
          <HiddenField name="version" value={record.version} />
          {openLines(record).map((line) => (
            <Question key={line.field} line={line} />
          ))}
          <SubmitButton>Lưu</SubmitButton>
        </Form>
        <h2>Gửi phiếu</h2>
        <p>Khi đã lưu đủ và chủ thể đã ký cam đoan trên giấy.</p>
        <Form action={`/console/behalf/${record.id}/submit`}>
          <HiddenField name="version" value={record.version} />
          <DateField name="declaredOn" label="Ngày chủ thể ký cam đoan" value={today} />
          <SubmitButton>Gửi phiếu</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

/** As a line shows what was left for later. */
const LEFT_OPEN = '(để sau)';
/** Picked for a set that the officer is to decide. */
const UNSURE = 'chưa rõ';
const MANY: readonly string[] = ['markets', 'documents', 'supportNeeds'];
const LONG: readonly string[] = ['description', 'materials', 'story'];

/** What an officer picks is sent in words, as the producer would have said it: one way of reading for all. */
function Question({ line: { field, label, shown: written } }: { readonly line: AnswerLine }) {
  const shown = written === LEFT_OPEN ? '' : written;
  const { reader, choices = [], example, required } = fieldDefinition(field);
  const common = { name: field, label, required };
  const options = choices.map((choice) => ({ value: choice.label, label: choice.label }));
  const hint = example ? `Ví dụ: ${example}` : '';
  if (MANY.includes(reader)) {
    return <ChoiceField {...common} many options={options} value={shown.split('; ')} />;
  }
  if (reader === 'unit' || reader === 'productSet' || options.length > 0) {
    return (
      <SelectField
        {...common}
        options={[{ value: '', label: 'Chưa chọn' }, ...optionsOf(reader, options, shown)]}
        value={written === LEFT_OPEN && reader === 'productSet' ? UNSURE : shown}
      />
    );
  }
  if (LONG.includes(reader)) return <TextArea {...common} hint={hint} value={shown} />;
  return <TextField {...common} hint={hint} value={shown} />;
}

/** What stands there now is always among them, in the words that it is shown in. */
function optionsOf(reader: string, options: readonly Option[], shown: string): readonly Option[] {
  const all =
    reader === 'unit'
      ? unitOptions({ scope: 'province' })
          .slice(1)
          .map(({ label }) => ({ value: label, label }))
      : reader === 'productSet'
        ? [
            ...PRODUCT_SETS.map(({ number, name }) => ({ value: `bộ ${number}`, label: `${number}. ${name}` })),
            { value: UNSURE, label: 'Để cán bộ xếp' },
          ]
        : options;
  return shown === '' || all.some(({ value }) => value === shown) ? all : [{ value: shown, label: shown }, ...all];
}

const fillAction = action({
  path: '/behalf/:id/answers',
  access: 'behalf.fill',
  params: withId,
  body: z.looseObject({ version }),
  back: fillPage,
  backParams: ({ id }) => ({ id }),
  async run({ parts: { office }, officer, params: { id }, body }) {
    const before = await viewRegistration(office, officer, id);
    const answers = openLines(before).flatMap((line) => typedIn(line, body));
    if (answers.length === 0) return go(`/console/behalf/${id}`, 'behalf-saved');
    const filled = await fillOnBehalf(office, officer, { id, version: body.version, answers });
    const refused = filled.answers.filter((one) => one.kind === 'refused');
    if (refused.length === 0) return go(`/console/behalf/${id}`, 'behalf-saved');
    const fields = refused.map(({ field, text, choices }) => [
      field,
      choices.length > 0 ? `${text} Có thể là: ${choices.join('; ')}.` : text,
    ]);
    throw new FormError('Các mục khác đã lưu. Mục dưới đây chưa đọc được:', Object.fromEntries(fields));
  },
});

/** Only what differs from what stands there. */
function typedIn({ field, shown }: AnswerLine, body: Readonly<Record<string, unknown>>): Typed[] {
  const stands = shown === LEFT_OPEN ? '' : shown;
  if (MANY.includes(fieldDefinition(field).reader)) return chosenIn(field, stands, body[field]);
  if (typeof body[field] !== 'string') return [];
  const text = body[field].normalize('NFC').replace(/\r\n/g, '\n').trim().slice(0, 3_000);
  if (text === UNSURE) return shown === LEFT_OPEN ? [] : [{ field, text: null }];
  if (text === stands) return [];
  return [{ field, text: text === '' ? null : text }];
}

/** Boxes: none is sent for an empty choice, and their order says nothing. */
function chosenIn(field: AnswerLine['field'], stands: string, sent: unknown): Typed[] {
  const chosen = [sent ?? []].flat().map(String);
  const before = stands === '' ? [] : stands.split('; ');
  if ([...chosen].sort().join() === [...before].sort().join()) return [];
  return [{ field, text: chosen.length === 0 ? null : chosen.join(', ') }];
}

const submitAction = action({
  path: '/behalf/:id/submit',
  access: 'behalf.submit',
  params: withId,
  body: z.strictObject({ version, declaredOn: dayOf.describe('Ngày chủ thể ký cam đoan') }),
  back: fillPage,
  async run({ parts, officer, params: { id }, body }) {
    const { missing } = await submitOnBehalf(parts.office, officer, { id, ...body });
    if (missing.length === 0) return go(`/console/registrations/${id}`, 'behalf-sent');
    throw new FormError(`Chưa gửi được, còn thiếu: ${missing.map(({ label }) => label.toLowerCase()).join(', ')}.`);
  },
});

export const behalfPages = [startPage, startAction, fillPage, fillAction, submitAction];
