import { withId } from '../../../office/http/schemas.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import { type DraftView, type SectionChange, viewDraft } from '../../../office/services/knowledge/review.ts';
import { Badge } from '../../components/badge.tsx';
import { Crumbs } from '../../components/crumbs.tsx';
import { Facts } from '../../components/facts.tsx';
import { DateField, HiddenField, TextArea, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { DRAFT_TONES, DRAFT_WORDS, showPeriod } from '../../knowledge-words.ts';
import { page } from '../../page.ts';
import { showInstant } from '../../words.ts';
import { draftAddress } from './draft-address.ts';

export const draftPage = page({
  path: '/knowledge/drafts/:id',
  access: 'knowledge.change',
  params: withId,
  load: ({ parts, officer, params }) => viewDraft(parts.office, officer, parts.documents, params.id),
  render: (draft, { officer: { role } }) => ({
    title: `Bản thảo: ${draft.shortTitle}`,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/knowledge/drafts', label: '← Bản thảo' }]} />
        <h1>{draft.shortTitle}</h1>
        <p>
          <Badge tone={DRAFT_TONES[draft.status]}>{DRAFT_WORDS[draft.status]}</Badge> {draft.changedBy} sửa lúc{' '}
          {showInstant(draft.changedAt)}.
        </p>
        <Notes draft={draft} />
        <Facts
          rows={[
            ['Tên đầy đủ', draft.content.title],
            ['Mã', draft.document],
            ['Hiệu lực', showPeriod(draft.content)],
            ['Soạn', draft.createdBy],
          ]}
        />
        {draft.status === 'draft' && !draft.content.amends ? <LabelsForm draft={draft} /> : null}
        <Changes changes={draft.changes} amends={draft.content.amends === true} />
        <Sections draft={draft} />
        {draft.content.sections.length > 0 ? <TryForm id={draft.id} /> : null}
        <Acts draft={draft} mayReview={PERMISSIONS[role].has('knowledge.review')} />
      </>
    ),
  }),
});

function Notes({ draft: { remark, replaces, problems, content } }: { readonly draft: DraftView }) {
  return (
    <>
      {remark ? (
        <div class="notice warning">
          <strong>Người duyệt đề nghị sửa:</strong>
          <p class="words">{remark}</p>
        </div>
      ) : null}
      {content.amends ? (
        <p class="notice">
          Bản này chỉ đổi các mục dưới đây của văn bản đi kèm chương trình; mục khác giữ nguyên. Bỏ một mục khỏi bản
          thảo là trả mục ấy về bản gốc.
        </p>
      ) : null}
      {replaces ? (
        <p class="notice warning">
          Khi áp dụng, bản này thay cho “{replaces}” đi kèm chương trình, kể cả bảng số liệu của bản ấy.
        </p>
      ) : null}
      {problems.length > 0 ? (
        <section class="notice warning" aria-labelledby="problems">
          <h2 id="problems">Cần xem lại</h2>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function LabelsForm({ draft: { id, version, content } }: { readonly draft: DraftView }) {
  return (
    <details class="pick">
      <summary>Sửa tên và ngày hiệu lực</summary>
      <Form action={draftAddress(id, '/labels')} class="prose">
        <HiddenField name="version" value={version} />
        <TextField name="title" label="Tên đầy đủ" value={content.title} />
        <TextField
          name="shortTitle"
          label="Tên ngắn"
          value={content.shortTitle}
          hint="Tên gọi trong câu trả lời, ví dụ Kế hoạch OCOP 2027 của tỉnh."
        />
        <DateField name="validFrom" label="Có hiệu lực từ" required={false} value={content.validFrom ?? ''} />
        <DateField name="validTo" label="Hết hiệu lực sau" required={false} value={content.validTo ?? ''} />
        <SubmitButton>Lưu tên và ngày</SubmitButton>
      </Form>
    </details>
  );
}

function TryForm({ id }: { readonly id: string }) {
  return (
    <section aria-labelledby="try">
      <h2 id="try">Hỏi thử với bản thảo</h2>
      <Form action={draftAddress(id, '/try')} class="prose">
        <TextArea
          name="question"
          label="Câu hỏi"
          rows={2}
          hint="Trang cho thấy trợ lý sẽ trả lời gì nếu bản này được áp dụng, cạnh câu trả lời đang dùng."
        />
        <SubmitButton kind="second">Hỏi thử</SubmitButton>
      </Form>
    </section>
  );
}

function Changes({ changes, amends }: { readonly changes: readonly SectionChange[]; readonly amends: boolean }) {
  if (changes.length === 0) return null;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">So với bản đang dùng ({changes.length} mục khác)</h2>
      {changes.map(({ id, title, before, after }) => (
        <details class="pick" key={id}>
          <summary>
            <strong>{id}</strong> {title}{' '}
            <Badge tone={before === null ? 'good' : after === null ? 'late' : 'wait'}>
              {before === null ? 'mới' : after !== null ? 'sửa' : amends ? 'trả về bản gốc' : 'bỏ'}
            </Badge>
          </summary>
          <div class="compare">
            {before === null ? null : (
              <div>
                <h3>Đang dùng</h3>
                <p class="words">{before}</p>
              </div>
            )}
            {after === null ? null : (
              <div>
                <h3>Bản thảo</h3>
                <p class="words">{after}</p>
              </div>
            )}
          </div>
        </details>
      ))}
    </section>
  );
}

function Sections({ draft: { id, version, status, content } }: { readonly draft: DraftView }) {
  const open = status === 'draft';
  return (
    <section aria-labelledby="sections">
      <h2 id="sections">Các mục ({content.sections.length})</h2>
      <ul class="entries">
        {content.sections.map(({ id: section, title, paragraphs, tables }, index) => (
          <li class="entry" key={section}>
            <strong>{section}</strong>{' '}
            {open ? <a href={draftAddress(id, `/sections/${index}`)}>{title || 'Không tên'}</a> : title}
            <small>
              {paragraphs.length} đoạn{tables.length > 0 ? `, ${tables.length} bảng` : ''}
            </small>
          </li>
        ))}
      </ul>
      {open ? (
        <Form action={draftAddress(id, '/sections')} class="prose">
          <HiddenField name="version" value={version} />
          <TextField name="title" label="Thêm một mục" hint="Tên mục; nội dung viết ở trang sau." />
          <SubmitButton kind="second">Thêm mục</SubmitButton>
        </Form>
      ) : null}
    </section>
  );
}

function Acts({
  draft: { id, version, status, mayReview: another, content },
  mayReview,
}: {
  readonly draft: DraftView;
  readonly mayReview: boolean;
}) {
  if (status === 'draft') {
    return (
      <div class="buttons acts">
        {content.sections.length > 0 ? <Step id={id} version={version} step="submit" label="Gửi duyệt" /> : null}
        <Step id={id} version={version} step="drop" label="Bỏ bản thảo" kind="second" />
      </div>
    );
  }
  if (status !== 'review' || !mayReview) return null;
  return (
    <div class="acts prose">
      {another ? (
        <Step id={id} version={version} step="publish" label="Duyệt và áp dụng" />
      ) : (
        <p class="quiet">Anh/chị đã soạn hoặc sửa bản này, nên một cán bộ khác duyệt.</p>
      )}
      <Form action={draftAddress(id, '/give-back')}>
        <HiddenField name="version" value={version} />
        <TextArea name="remark" label="Hoặc trả lại để sửa: cần sửa gì?" rows={3} />
        <SubmitButton kind="second">Trả lại người soạn</SubmitButton>
      </Form>
    </div>
  );
}

function Step({
  id,
  version,
  step,
  label,
  kind = 'main',
}: {
  readonly id: string;
  readonly version: number;
  readonly step: 'submit' | 'publish' | 'drop';
  readonly label: string;
  readonly kind?: 'main' | 'second';
}) {
  return (
    <Form action={draftAddress(id, `/${step}`)}>
      <HiddenField name="version" value={version} />
      <SubmitButton kind={kind}>{label}</SubmitButton>
    </Form>
  );
}

export const draftPages = [draftPage];
