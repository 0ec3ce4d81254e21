import { z } from 'zod';
import { PERMISSIONS } from '../../../office/permissions.ts';
import {
  type Article,
  type DocumentView,
  rollBackDocument,
  viewDocument,
  withdrawDocument,
} from '../../../office/services/knowledge/documents.ts';
import { editArticle, editDocument } from '../../../office/services/knowledge/drafts.ts';
import { Badge } from '../../components/badge.tsx';
import { Crumbs } from '../../components/crumbs.tsx';
import { Facts } from '../../components/facts.tsx';
import { HiddenField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { Table } from '../../components/table.tsx';
import { version } from '../../form-fields.ts';
import { SOURCE_WORDS, showPeriod, VALIDITY_TONES, VALIDITY_WORDS, VERSION_WORDS } from '../../knowledge-words.ts';
import { action, go, page } from '../../page.ts';
import { showInstant } from '../../words.ts';

const ofDocument = z.strictObject({ document: z.string().regex(/^[a-z0-9-]{1,64}$/) });
const addressOf = (id: string) => `/console/knowledge/documents/${id}`;

const documentPage = page({
  path: '/knowledge/documents/:document',
  access: 'knowledge.view',
  params: ofDocument,
  load: ({ parts, officer, params }) => viewDocument(parts.office, officer, parts.documents, params.document),
  render: (document, { officer: { role } }) => ({
    title: document.shortTitle,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/knowledge', label: '← Tri thức' }]} />
        <h1>{document.shortTitle}</h1>
        <Facts
          rows={[
            ['Tên đầy đủ', document.title],
            ['Mã', document.id],
            [
              'Hiệu lực',
              <>
                <Badge tone={VALIDITY_TONES[document.validity]}>{VALIDITY_WORDS[document.validity]}</Badge>{' '}
                {showPeriod(document)}
              </>,
            ],
            ['Nguồn', SOURCE_WORDS[document.source]],
          ]}
        />
        <Acts
          document={document}
          mayChange={PERMISSIONS[role].has('knowledge.change')}
          mayReview={PERMISSIONS[role].has('knowledge.review')}
        />
        <Versions document={document} mayReview={PERMISSIONS[role].has('knowledge.review')} />
        {document.articles.length > 0 ? <h2>Các mục ({document.articles.length})</h2> : null}
        {document.articles.map((article) => (
          <Section
            key={article.section}
            article={article}
            mayEdit={PERMISSIONS[role].has('knowledge.change') && document.source !== 'imported'}
          />
        ))}
      </>
    ),
  }),
});

function Acts({
  document: { id, version: current, source },
  mayChange,
  mayReview,
}: {
  readonly document: DocumentView;
  readonly mayChange: boolean;
  readonly mayReview: boolean;
}) {
  if (source !== 'imported') {
    return (
      <>
        <p class="quiet prose">
          Văn bản này đi kèm chương trình.
          {mayChange
            ? ' Sửa một mục: mở mục ấy ở dưới rồi bấm “Sửa mục này”; một cán bộ khác duyệt. Muốn thay cả văn bản thì nhập bản gốc với cùng mã.'
            : null}
        </p>
        {mayReview && current !== null ? (
          <Form action={`${addressOf(id)}/withdraw`}>
            <SubmitButton kind="second">Trả mọi mục về bản gốc</SubmitButton>
          </Form>
        ) : null}
      </>
    );
  }
  return (
    <div class="buttons">
      {mayChange ? (
        <Form action={`${addressOf(id)}/edit`}>
          <SubmitButton>Sửa thành bản thảo</SubmitButton>
        </Form>
      ) : null}
      {mayReview && current !== null ? (
        <Form action={`${addressOf(id)}/withdraw`}>
          <SubmitButton kind="second">Rút, thôi dùng để trả lời</SubmitButton>
        </Form>
      ) : null}
    </div>
  );
}

function Versions({
  document: { id, versions },
  mayReview,
}: {
  readonly document: DocumentView;
  readonly mayReview: boolean;
}) {
  if (versions.length === 0) return null;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">Các phiên bản</h2>
      <Table
        caption="Các phiên bản, mới nhất đứng trước"
        rows={versions.map((one) => ({ id: String(one.version), ...one }))}
        columns={[
          { head: 'Phiên bản', names: true, cell: (one) => `Phiên bản ${one.version}` },
          {
            head: 'Trạng thái',
            cell: ({ status }) => (
              <Badge tone={status === 'current' ? 'good' : 'neutral'}>{VERSION_WORDS[status]}</Badge>
            ),
          },
          {
            head: 'Nhập lúc',
            cell: ({ importedAt, importedBy }) => (
              <>
                {showInstant(importedAt)}
                <small>{importedBy ?? 'từ dòng lệnh'}</small>
              </>
            ),
          },
          ...(mayReview
            ? [
                {
                  head: 'Dùng lại',
                  cell: (one: DocumentView['versions'][number]) =>
                    one.status === 'current' ? null : (
                      <Form action={`${addressOf(id)}/roll-back`}>
                        <HiddenField name="version" value={one.version} />
                        <SubmitButton kind="plain">
                          Dùng lại <span class="sr">phiên bản {one.version}</span>
                        </SubmitButton>
                      </Form>
                    ),
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Section({
  article: { document, section, title, path, statements, overtaken, unknown, amended },
  mayEdit,
}: {
  readonly article: Article;
  readonly mayEdit: boolean;
}) {
  return (
    <details class="pick">
      <summary>
        <strong>{section}</strong> {title} {amended ? <Badge tone="good">cơ quan đã sửa</Badge> : null}{' '}
        {overtaken ? (
          <Badge tone="wait">nay đã khác</Badge>
        ) : unknown ? (
          <Badge tone="neutral">nguồn không nói</Badge>
        ) : null}
      </summary>
      {path.length > 0 ? <p class="quiet">{path.join(' › ')}</p> : null}
      {overtaken ? <p class="asked">{overtaken.text}</p> : null}
      {statements.map(({ text }) => (
        <p key={text} class="prose">
          {text}
        </p>
      ))}
      {mayEdit ? (
        <Form action={`${addressOf(document)}/sections/edit`}>
          <HiddenField name="section" value={section} />
          <SubmitButton kind="second" label={`Sửa mục ${section}`}>
            Sửa mục này
          </SubmitButton>
        </Form>
      ) : null}
    </details>
  );
}

const nothing = z.strictObject({});

const editAction = action({
  path: '/knowledge/documents/:document/edit',
  access: 'knowledge.change',
  params: ofDocument,
  body: nothing,
  back: documentPage,
  run: async ({ parts, officer, params }) =>
    go(`/console/knowledge/drafts/${await editDocument(parts.office, officer, params.document)}`, 'draft-begun'),
});

const editSectionAction = action({
  path: '/knowledge/documents/:document/sections/edit',
  access: 'knowledge.change',
  params: ofDocument,
  body: z.strictObject({ section: z.string().min(1).max(64) }),
  back: documentPage,
  async run({ parts, officer, params: { document }, body: { section } }) {
    const { id, index } = await editArticle(parts.office, officer, parts.documents, { document, section });
    return go(`/console/knowledge/drafts/${id}/sections/${index}`, 'draft-begun');
  },
});

const withdrawAction = action({
  path: '/knowledge/documents/:document/withdraw',
  access: 'knowledge.review',
  params: ofDocument,
  body: nothing,
  back: documentPage,
  async run({ parts, officer, params: { document } }) {
    await withdrawDocument(parts.office, officer, document);
    const builtIn = parts.documents().corpus.documents.some(({ id, original }) => id === document && !original);
    return go(addressOf(document), builtIn ? 'document-reset' : 'document-withdrawn');
  },
});

const rollBackAction = action({
  path: '/knowledge/documents/:document/roll-back',
  access: 'knowledge.review',
  params: ofDocument,
  body: z.strictObject({ version }),
  back: documentPage,
  async run({ parts, officer, params: { document }, body }) {
    await rollBackDocument(parts.office, officer, { id: document, ...body });
    return go(addressOf(document), 'document-rolled-back');
  },
});

export const documentPages = [documentPage, editAction, editSectionAction, withdrawAction, rollBackAction];
