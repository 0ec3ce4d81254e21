import { listDrafts } from '../../../office/services/knowledge/review.ts';
import { Badge } from '../../components/badge.tsx';
import { Empty } from '../../components/empty.tsx';
import { Table } from '../../components/table.tsx';
import { DRAFT_TONES, DRAFT_WORDS } from '../../knowledge-words.ts';
import { page } from '../../page.ts';
import { showInstant } from '../../words.ts';
import { draftAddress } from './draft-address.ts';
import { KnowledgeTabs } from './tabs.tsx';

const draftsPage = page({
  path: '/knowledge/drafts',
  access: 'knowledge.change',
  load: ({ parts, officer }) => listDrafts(parts.office, officer),
  render: (drafts, { officer }) => ({
    title: 'Bản thảo',
    body: (
      <>
        <h1>Bản thảo</h1>
        <KnowledgeTabs officer={officer} />
        <p class="lead">Trợ lý chưa dùng các bản này. Người soạn gửi duyệt, một cán bộ khác xem rồi áp dụng.</p>
        {drafts.length === 0 ? (
          <Empty>
            <p>Không có bản thảo nào. Nhập văn bản, sửa một văn bản, hoặc soạn bài cho câu chưa trả lời được.</p>
          </Empty>
        ) : (
          <Table
            caption="Bản thảo, sửa gần nhất đứng trước"
            rows={drafts}
            columns={[
              {
                head: 'Văn bản',
                names: true,
                cell: ({ id, shortTitle, document }) => (
                  <>
                    <a href={draftAddress(id)}>{shortTitle}</a>
                    <small>{document}</small>
                  </>
                ),
              },
              {
                head: 'Bước',
                cell: ({ status }) => <Badge tone={DRAFT_TONES[status]}>{DRAFT_WORDS[status]}</Badge>,
              },
              {
                head: 'Sửa lần cuối',
                cell: ({ changedBy, changedAt }) => (
                  <>
                    {showInstant(changedAt)}
                    <small>{changedBy}</small>
                  </>
                ),
              },
            ]}
          />
        )}
      </>
    ),
  }),
});

export const draftListPages = [draftsPage];
