import { PERMISSIONS } from '../../../office/permissions.ts';
import { type DocumentLine, listDocuments } from '../../../office/services/knowledge/documents.ts';
import { Badge } from '../../components/badge.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { SOURCE_WORDS, showPeriod, VALIDITY_TONES, VALIDITY_WORDS } from '../../knowledge-words.ts';
import { page } from '../../page.ts';
import { KnowledgeTabs } from './tabs.tsx';

const documentsPage = page({
  path: '/knowledge',
  access: 'knowledge.view',
  load: ({ parts, officer }) => listDocuments(parts.office, officer, parts.documents),
  render: ({ inUse, withdrawn }, { officer }) => ({
    title: 'Tri thức',
    body: (
      <>
        <h1>Tri thức</h1>
        <KnowledgeTabs officer={officer} />
        <p class="lead">
          Trợ lý chỉ trả lời điều có trong các văn bản này. Văn bản hết hiệu lực vẫn trả lời, kèm ghi chú thời gian.
        </p>
        {PERMISSIONS[officer.role].has('knowledge.change') ? (
          <p class="buttons">
            <a class="button second" href="/console/knowledge/import">
              Nhập văn bản mới
            </a>
          </p>
        ) : null}
        <Table caption="Văn bản đang dùng để trả lời" columns={COLUMNS} rows={inUse} />
        {withdrawn.length > 0 ? (
          <>
            <h2>Đã rút, không dùng để trả lời</h2>
            <ul>
              {withdrawn.map(({ id, shortTitle }) => (
                <li key={id}>
                  <a href={`/console/knowledge/documents/${id}`}>{shortTitle}</a>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </>
    ),
  }),
});

const COLUMNS: readonly Column<DocumentLine>[] = [
  {
    head: 'Văn bản',
    names: true,
    cell: ({ id, shortTitle, title }) => (
      <>
        <a href={`/console/knowledge/documents/${id}`}>{shortTitle}</a>
        {title === shortTitle ? null : <small>{title}</small>}
      </>
    ),
  },
  {
    head: 'Hiệu lực',
    cell: (document) => (
      <>
        <Badge tone={VALIDITY_TONES[document.validity]}>{VALIDITY_WORDS[document.validity]}</Badge>
        {document.validity === 'undated' ? null : <small>{showPeriod(document)}</small>}
      </>
    ),
  },
  {
    head: 'Nguồn',
    cell: ({ source, version }) => (
      <>
        {SOURCE_WORDS[source]}
        {version === null ? null : <small>phiên bản {version}</small>}
      </>
    ),
  },
  { head: 'Số mục', numeric: true, cell: ({ sections }) => sections },
];

export const documentListPages = [documentsPage];
