import { z } from 'zod';
import { TEMPLATE_PURPOSES } from '../../../channels/zalo/templates/purposes.ts';
import { dateInVietNam } from '../../../language/calendar.ts';
import { topicLabel } from '../../../notifications/topics.ts';
import { TOPICS } from '../../../notifications/types.ts';
import { withId } from '../../../office/http/schemas.ts';
import type { Officer } from '../../../office/roles.ts';
import type { BroadcastContent, ContentProblem } from '../../../office/services/broadcasts/content.ts';
import { draftBroadcast, editBroadcast } from '../../../office/services/broadcasts/draft.ts';
import { type BroadcastPreview, previewContent } from '../../../office/services/broadcasts/preview.ts';
import { viewBroadcast } from '../../../office/services/broadcasts/view.ts';
import {
  BROADCAST_FIELDS,
  broadcastBody,
  checkBroadcast,
  contentOf,
  FIELD_OF,
  OFFERED_PURPOSES,
  PARAMETER_WORDS,
  PURPOSE_WORDS,
  parameterField,
  usualExpiry,
} from '../../broadcast-form.ts';
import { AudienceFields } from '../../components/audience.tsx';
import { Crumbs } from '../../components/crumbs.tsx';
import { DateField, HiddenField, type Option, SelectField, TextArea, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton, useField } from '../../components/form.tsx';
import { OnChannels, Reach } from '../../components/reach.tsx';
import { version } from '../../form-fields.ts';
import { timeInVietNam } from '../../moment.ts';
import { action, go, page, show } from '../../page.ts';
import { FormError } from '../../problem.ts';
import { TimeField } from '../events/event-form.tsx';
import { eventOptions } from '../events/save.tsx';

const TOPIC_OPTIONS: readonly Option[] = TOPICS.filter((topic) => topic !== 'own-file').map((topic) => ({
  value: topic,
  label: `Tin ${topicLabel(topic)}`,
}));
const TEMPLATE_OPTIONS: readonly Option[] = [
  { value: '', label: 'Không dùng: người ngoài cửa sổ vào danh sách gọi' },
  ...OFFERED_PURPOSES.map((purpose) => ({ value: purpose, label: PURPOSE_WORDS[purpose] })),
];

interface Start {
  /** Null: a new one. */
  readonly content: BroadcastContent | null;
  readonly expiresDay: string;
  readonly events: readonly Option[];
}

const newPage = page({
  path: '/broadcasts/new',
  access: 'broadcast.draft',
  load: async ({ parts: { office }, officer }): Promise<Start> => ({
    content: null,
    expiresDay: usualExpiry(office.now()),
    events: await eventOptions(office, officer),
  }),
  render: (start, { officer }) => ({
    title: 'Soạn thông báo',
    body: (
      <>
        <Crumbs trail={[{ href: '/console/broadcasts', label: '← Thông báo' }]} />
        <h1>Soạn thông báo</h1>
        <Compose action="/console/broadcasts" start={start} officer={officer} />
      </>
    ),
  }),
});

const editPage = page({
  path: '/broadcasts/:id/edit',
  access: 'broadcast.draft',
  params: withId,
  async load({ parts: { office }, officer, params }) {
    const { content, version: seen } = await viewBroadcast(office, officer, params.id);
    const expiresDay = dateInVietNam(new Date(content.expiresAt));
    return { version: seen, content, expiresDay, events: await eventOptions(office, officer) };
  },
  render: ({ version: seen, ...start }, { officer, params }) => ({
    title: 'Sửa thông báo',
    body: (
      <>
        <Crumbs trail={[{ href: `/console/broadcasts/${params.id}`, label: `← ${start.content.title}` }]} />
        <h1>Sửa thông báo</h1>
        <Compose action={`/console/broadcasts/${params.id}/edit`} start={start} officer={officer} version={seen} />
      </>
    ),
  }),
});

/** With script the preview follows what is typed; without it stands on the page after saving. */
function Compose({
  action: target,
  start,
  officer,
  version: seen = null,
}: {
  readonly action: string;
  readonly start: Start;
  readonly officer: Officer;
  readonly version?: number | null;
}) {
  const { content, expiresDay, events } = start;
  const startsAt = content?.startsAt ? new Date(content.startsAt) : null;
  return (
    <div class="beside">
      <Form
        action={target}
        live={{
          'hx-post': '/console/broadcasts/preview',
          'hx-trigger': 'input delay:700ms',
          'hx-target': '#preview',
          'hx-select': '#preview',
          'hx-swap': 'outerHTML',
          'hx-sync': 'this:replace',
          'hx-headers': '{"x-background":"1"}',
        }}
      >
        {seen === null ? null : <HiddenField name="version" value={seen} />}
        <TextField
          name="title"
          label="Tên gọi"
          hint="Chỉ cán bộ thấy, ví dụ “Mời hội chợ xuân 2027”."
          maxLength={120}
          value={content?.title ?? ''}
        />
        <SelectField
          name="topic"
          label="Chủ đề"
          hint="Ai đã thôi nhận chủ đề này thì không nhận tin."
          options={TOPIC_OPTIONS}
          value={content?.topic ?? 'programme'}
        />
        <TextArea
          name="text"
          label="Lời nhắn"
          hint="Ghi {name} ở chỗ muốn gọi tên người nhận."
          rows={7}
          value={content?.text ?? ''}
        />
        <SelectField
          name="template"
          label="Tin mẫu Zalo"
          hint="Zalo chỉ cho nhắn tự do trong 48 giờ từ lần cuối người nhận nhắn. Ngoài giờ ấy cần tin mẫu đã duyệt, có phí."
          required={false}
          options={TEMPLATE_OPTIONS}
          value={content?.template?.purpose ?? ''}
        />
        <Parameters content={content} />
        <AudienceFields officer={officer} events={events} value={content?.audience ?? {}} />
        <div class="filter-fields">
          <DateField
            name="startDay"
            label="Ngày gửi"
            hint="Để trống là gửi ngay."
            required={false}
            value={startsAt ? dateInVietNam(startsAt) : ''}
          />
          <TimeField
            name="startTime"
            label="Giờ gửi"
            required={false}
            value={startsAt ? timeInVietNam(startsAt) : ''}
          />
          <DateField name="expiresDay" label="Thôi gửi sau ngày" value={expiresDay} />
        </div>
        <SubmitButton>Lưu bản nháp và xem trước</SubmitButton>
        <p class="quiet">Chưa ai nhận được gì cho tới khi anh/chị bấm gửi ở trang sau.</p>
      </Form>
      <Preview preview={null} />
    </div>
  );
}

/** Every template's parameters, folded until the template is chosen. */
function Parameters({ content }: { readonly content: BroadcastContent | null }) {
  const { typed } = useField('template');
  const chosen = typed === null ? content?.template?.purpose : typed;
  return (
    <>
      {OFFERED_PURPOSES.map((purpose) => (
        <details class="pick" key={purpose} open={chosen === purpose}>
          <summary>Tham số của tin mẫu “{PURPOSE_WORDS[purpose]}”</summary>
          {TEMPLATE_PURPOSES[purpose].map((name) => (
            <TextField
              key={name}
              name={parameterField(purpose, name)}
              label={PARAMETER_WORDS[name] ?? name}
              required={false}
              value={
                (content?.template?.purpose === purpose ? content.template.data[name] : undefined) ??
                (name === 'ten' ? '{name}' : '')
              }
            />
          ))}
        </details>
      ))}
    </>
  );
}

function Preview({ preview }: { readonly preview: BroadcastPreview | null }) {
  return (
    <section id="preview" class="aside" aria-labelledby="preview-title">
      <h2 id="preview-title">Xem trước</h2>
      {preview === null ? (
        <p class="quiet">Tin hiện trên từng kênh, số ký tự, số người nhận, chi phí và ai không nhận hiện ở đây.</p>
      ) : (
        <>
          <Problems problems={preview.problems} />
          <OnChannels channels={preview.channels} />
          <Reach reach={preview} />
        </>
      )}
    </section>
  );
}

export function Problems({ problems }: { readonly problems: readonly ContentProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="notice warning">
      <ul>
        {problems.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

/** What is typed so far, though it may have no name yet. */
const previewAction = action({
  path: '/broadcasts/preview',
  access: 'broadcast.draft',
  body: z.preprocess(
    (given) => ({ ...(given as object), title: (given as { title?: string }).title?.trim() || '–' }),
    broadcastBody,
  ),
  back: newPage,
  async run({ parts, officer, body }) {
    const preview = await previewContent(parts.office, officer, contentOf(body));
    return show({ title: 'Xem trước', body: <Preview preview={preview} /> });
  },
});

const createAction = action({
  path: '/broadcasts',
  access: 'broadcast.draft',
  body: broadcastBody,
  back: newPage,
  async run({ parts, officer, body }) {
    const saved = await draftBroadcast(parts.office, officer, contentOf(body));
    if (saved.kind === 'refused') throw refused(saved.problems);
    return go(`/console/broadcasts/${saved.id}`, 'broadcast-saved');
  },
});

const editAction = action({
  path: '/broadcasts/:id/edit',
  access: 'broadcast.draft',
  params: withId,
  body: z.looseObject({ version, ...BROADCAST_FIELDS }).superRefine(checkBroadcast),
  back: editPage,
  async run({ parts, officer, params, body }) {
    const target = { ...params, version: body.version, content: contentOf(body) };
    const saved = await editBroadcast(parts.office, officer, target);
    if (saved.kind === 'refused') throw refused(saved.problems);
    return go(`/console/broadcasts/${saved.id}`, 'broadcast-saved');
  },
});

function refused(problems: readonly ContentProblem[]): FormError {
  const fields: Record<string, string> = {};
  for (const { field, text } of problems) {
    const name = FIELD_OF[field];
    fields[name] = fields[name] ? `${fields[name]} ${text}` : text;
  }
  return new FormError('Chưa có gì được lưu.', fields);
}

export const composePages = [newPage, previewAction, createAction, editPage, editAction];
