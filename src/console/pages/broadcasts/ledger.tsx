import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import {
  DELIVERY_LABELS,
  DELIVERY_STATUSES,
  exportLedger,
  type LedgerRow,
  viewFailures,
  viewLedger,
} from '../../../office/services/broadcasts/ledger.ts';
import { wayWords } from '../../broadcast-words.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { Empty } from '../../components/empty.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { choiceInAddress, sequence } from '../../form-fields.ts';
import { download, page } from '../../page.ts';
import { showInstant, unitName } from '../../words.ts';
import { BroadcastTabs } from './tabs.tsx';

const status = choiceInAddress(z.enum(DELIVERY_STATUSES));
const after = choiceInAddress(sequence);

function ledgerAddress(id: string, query: Readonly<Record<string, string | undefined>>, path = '/ledger'): string {
  const set = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const words = new URLSearchParams(set).toString();
  return `/console/broadcasts/${id}${path}${words ? `?${words}` : ''}`;
}

const ledgerPage = page({
  path: '/broadcasts/:id/ledger',
  access: 'broadcast.ledger',
  params: withId,
  query: z.object({ status, after }),
  load: ({ parts, officer, params, query }) => viewLedger(parts.office, officer, params.id, query),
  render: ({ id, title, rows, next }, { query }) => ({
    title: 'Từng người nhận',
    body: (
      <>
        <Crumbs trail={[{ href: `/console/broadcasts/${id}`, label: `← ${title}` }]} />
        <div class="heading">
          <h1>Từng người nhận</h1>
          <p>
            <a href={ledgerAddress(id, { status: query.status }, '/ledger/workbook')}>Tải Excel</a>
          </p>
        </div>
        <nav class="tabs" aria-label="Theo trạng thái">
          <ul>
            {[undefined, ...DELIVERY_STATUSES].map((one) => (
              <li key={one ?? 'all'}>
                <a
                  href={ledgerAddress(id, { status: one })}
                  {...(one === query.status ? { 'aria-current': 'true' as const } : {})}
                >
                  {one ? DELIVERY_LABELS[one] : 'Tất cả'}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Rows rows={rows} />
        {next ? (
          <p class="pages">
            <a href={ledgerAddress(id, { ...query, after: next })}>Xem tiếp →</a>
          </p>
        ) : null}
      </>
    ),
  }),
});

const NAME: Column<LedgerRow> = {
  head: 'Người nhận',
  names: true,
  cell: ({ name, unit }) => (
    <>
      <strong>{name ?? '(chưa rõ tên)'}</strong>
      {unit ? <small>{unitName(unit)}</small> : null}
    </>
  ),
};
const REST: readonly Column<LedgerRow>[] = [
  { head: 'Điện thoại', cell: ({ phone }) => phone ?? '' },
  {
    head: 'Trạng thái',
    cell: ({ status: is, sentAt }) => (
      <>
        {DELIVERY_LABELS[is]}
        {sentAt ? <small>{showInstant(sentAt)}</small> : null}
      </>
    ),
  },
  { head: 'Cách gửi', cell: ({ way }) => wayWords(way) },
  { head: 'Lý do', cell: ({ why }) => why ?? '' },
];

function Rows({ rows, named = false }: { readonly rows: readonly LedgerRow[]; readonly named?: boolean }) {
  if (rows.length === 0) {
    return (
      <Empty>
        <p>Không có ai.</p>
      </Empty>
    );
  }
  const title: Column<LedgerRow> = { head: 'Tin', cell: (row) => row.title };
  return (
    <Table
      caption="Người nhận, theo thứ tự gửi"
      rows={rows.map((row) => ({ id: row.seq, ...row }))}
      columns={named ? [NAME, title, ...REST] : [NAME, ...REST]}
    />
  );
}

const ledgerDownload = download({
  path: '/broadcasts/:id/ledger/workbook',
  access: 'broadcast.ledger',
  params: withId,
  query: z.object({ status }),
  load: ({ parts, officer, params, query }) => exportLedger(parts.office, officer, params.id, query),
});

const failuresPage = page({
  path: '/broadcasts/failures',
  access: 'broadcast.ledger',
  query: z.object({ after }),
  load: ({ parts, officer, query }) => viewFailures(parts.office, officer, query),
  render: ({ rows, next }, { officer }) => ({
    title: 'Tin hỏng, không rõ',
    body: (
      <>
        <h1>Tin hỏng, không rõ</h1>
        <BroadcastTabs officer={officer} />
        <p class="prose">
          Trong 30 ngày qua, của mọi thông báo, sự kiện và nhắc việc. Tin hỏng gửi lại được ở trang của thông báo; tin
          không rõ đã tới hay chưa thì không gửi lại, để khỏi trùng: anh/chị gọi hỏi.
        </p>
        <Rows rows={rows} named />
        {next ? (
          <p class="pages">
            <a href={`/console/broadcasts/failures?after=${next}`}>Xem tiếp →</a>
          </p>
        ) : null}
      </>
    ),
  }),
});

export const ledgerPages = [ledgerPage, ledgerDownload, failuresPage];
