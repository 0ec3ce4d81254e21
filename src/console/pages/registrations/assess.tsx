import { z } from 'zod';
import { ASSESSMENT_TITLES, ASSESSMENT_TOPICS, type AssessmentTopic } from '../../../office/documents/types.ts';
import { withId } from '../../../office/http/schemas.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import { assess } from '../../../office/services/assess.ts';
import { setProductSet } from '../../../office/services/set-product-set.ts';
import { type RegistrationView, viewRegistration } from '../../../office/services/view-registration.ts';
import { PRODUCT_SETS } from '../../../registration/product-sets.ts';
import type { FieldId } from '../../../registration/types.ts';
import { ChoiceField, HiddenField, SelectField, TextArea } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { optional, textOf, version, wholeNumber } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';
import { recordAddress } from './address.ts';
import { loadWork, WorkPage } from './of-record.tsx';
import { productSetOf } from './record-data.ts';

/** What the producer said that bears on the topic. */
const SAID: Readonly<Record<AssessmentTopic, readonly FieldId[]>> = {
  materials: ['idea.materials'],
  labour: ['idea.labour'],
  idea: ['idea.description'],
  identity: ['idea.story', 'idea.description'],
};

const assessPage = page({
  path: '/registrations/:id/assessments',
  access: 'registration.view',
  params: withId,
  load: loadWork,
  render: ({ record }, { officer }) => {
    const open = record.status === 'submitted' || record.status === 'returned';
    const writes = open && PERMISSIONS[officer.role].has('registration.assess');
    return {
      title: 'Đánh giá bốn nội dung',
      body: (
        <WorkPage record={record} title="Đánh giá bốn nội dung">
          <p>Theo Quyết định 26/2026/QĐ-TTg, Điều 7 khoản 2. Nội dung này vào Mẫu số 03, báo cáo của xã.</p>
          {writes ? <Writing record={record} /> : <Reading record={record} />}
        </WorkPage>
      ),
    };
  },
});

function Writing({ record }: { readonly record: RegistrationView }) {
  return (
    <Form action={recordAddress(record.id, '/assessments')}>
      <HiddenField name="version" value={record.version} />
      {ASSESSMENT_TOPICS.map((topic, index) => {
        const written = record.assessments.find((one) => one.topic === topic);
        return (
          <section key={topic} aria-labelledby={topic}>
            <h2 id={topic}>
              {index + 1}. {ASSESSMENT_TITLES[topic]}
            </h2>
            <Said record={record} topic={topic} />
            <TextArea name={`${topic}Text`} label="Nhận xét của xã" value={written?.text ?? ''} />
            <ChoiceField
              name={`${topic}Met`}
              label="Kết luận"
              options={[
                { value: 'yes', label: 'Đạt' },
                { value: 'no', label: 'Chưa đạt' },
              ]}
              value={written ? [written.met ? 'yes' : 'no'] : []}
            />
          </section>
        );
      })}
      {record.status === 'submitted' ? (
        <>
          <h2>Bộ sản phẩm</h2>
          <SelectField
            name="set"
            label="Xếp vào bộ"
            hint="Chủ thể có thể để cán bộ xếp. Bộ quyết định phiếu chấm điểm."
            value={String(productSetOf(record) ?? '')}
            options={[
              { value: '', label: 'Chưa xếp' },
              ...PRODUCT_SETS.map(({ number, name }) => ({ value: String(number), label: `${number}. ${name}` })),
            ]}
          />
        </>
      ) : null}
      <p>Có thể lưu từng phần rồi viết tiếp sau.</p>
      <SubmitButton>Lưu đánh giá</SubmitButton>
    </Form>
  );
}

function Said({ record, topic }: { readonly record: RegistrationView; readonly topic: AssessmentTopic }) {
  const shown = record.answers.filter(({ field, value }) => SAID[topic].includes(field) && value !== null);
  if (shown.length === 0) return null;
  return (
    <blockquote>
      <p>Chủ thể khai: {shown.map(({ shown: words }) => words).join(' ')}</p>
    </blockquote>
  );
}

function Reading({ record }: { readonly record: RegistrationView }) {
  return (
    <dl class="facts">
      {ASSESSMENT_TOPICS.map((topic) => {
        const written = record.assessments.find((one) => one.topic === topic);
        return (
          <div key={topic}>
            <dt>{ASSESSMENT_TITLES[topic]}</dt>
            <dd>
              {written ? (
                <>
                  <strong>{written.met ? 'Đạt' : 'Chưa đạt'}.</strong> {written.text}
                </>
              ) : (
                <span class="quiet">chưa viết</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

const met = z.enum(['yes', 'no']).optional();
const text = optional(textOf(3_000));

const body = z
  .strictObject({
    version,
    materialsText: text,
    materialsMet: met,
    labourText: text,
    labourMet: met,
    ideaText: text,
    ideaMet: met,
    identityText: text,
    identityMet: met,
    set: optional(wholeNumber(1, 26)).default(null),
  })
  .superRefine((given, context) => {
    for (const topic of ASSESSMENT_TOPICS) {
      const title = ASSESSMENT_TITLES[topic];
      const words = given[`${topic}Text`];
      const chosen = given[`${topic}Met`];
      if (words !== null && chosen === undefined)
        context.addIssue({ code: 'custom', path: [`${topic}Met`], message: `${title}: chưa chọn đạt hay chưa đạt.` });
      if (words === null && chosen !== undefined)
        context.addIssue({ code: 'custom', path: [`${topic}Text`], message: `${title}: chưa viết nhận xét.` });
    }
  });

/** Only what differs is written, one after the other, each with the version that the one before gave. */
const assessAction = action({
  path: '/registrations/:id/assessments',
  access: 'registration.assess',
  params: withId,
  body,
  back: assessPage,
  async run({ parts: { office }, officer, params: { id }, body: given }) {
    const record = await viewRegistration(office, officer, id);
    let seen = given.version;
    if (given.set !== null && given.set !== productSetOf(record)) {
      seen = (await setProductSet(office, officer, { id, version: seen, set: given.set })).version;
    }
    for (const topic of ASSESSMENT_TOPICS) {
      const words = given[`${topic}Text`];
      const before = record.assessments.find((one) => one.topic === topic);
      const decided = given[`${topic}Met`] === 'yes';
      if (words === null || (before?.text === words && before.met === decided)) continue;
      seen = (await assess(office, officer, { id, version: seen, topic, text: words, met: decided })).version;
    }
    return go(recordAddress(id), 'assessments-saved');
  },
});

export const assessPages = [assessPage, assessAction];
