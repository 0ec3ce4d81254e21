import { z } from 'zod';
import { day, id } from '../../office/http/schemas.ts';
import { type AuditQuery, exportAudit, SECURITY, viewAudit } from '../../office/services/view-audit.ts';
import { AUDIT_OPTIONS, auditWho, auditWords } from '../audit-words.ts';
import { Empty } from '../components/empty.tsx';
import { type Column, Table } from '../components/table.tsx';
import { choiceInAddress, dayOf } from '../form-fields.ts';
import { download, page } from '../page.ts';
import { showDay, showInstant } from '../words.ts';

/** A day as somebody types it, or as our own links carry it. */
const dayInAddress = choiceInAddress(z.union([day, dayOf]));

const filters = z.object({
  what: choiceInAddress(z.string().min(1).max(60)),
  staffId: choiceInAddress(id),
  registrationId: choiceInAddress(id),
  source: choiceInAddress(z.string().regex(/^[0-9a-f]{16}$/)),
  from: dayInAddress,
  to: dayInAddress,
  before: choiceInAddress(z.string().regex(/^\d{1,18}$/)),
});

type Log = Awaited<ReturnType<typeof viewAudit>>;
type Entry = Log['entries'][number];

const auditPage = page({
  path: '/audit',
  access: 'audit.view',
  query: filters,
  load: ({ parts, officer, query }) => viewAudit(parts.office, officer, query),
  render: (log, { query }) => ({
    title: 'Nhật ký',
    body: (
      <>
        <h1>Nhật ký</h1>
        <p class="lead">
          Mỗi lần cán bộ xem, tải hay sửa dữ liệu cá nhân, đăng nhập hay bị từ chối có một dòng ở đây: ai, việc gì, lúc
          nào. Không có nội dung.
        </p>
        <Narrowing query={query} />
        {log.entries.length === 0 ? (
          <Empty>
            <p>Không có dòng nào khớp.</p>
          </Empty>
        ) : (
          <Table
            caption="Nhật ký, mới nhất đứng trước"
            columns={columnsOf(log.names)}
            rows={log.entries.map((entry) => ({ id: entry.seq, entry }))}
          />
        )}
        <p class="ways">
          {log.next ? <a href={addressOf('', { ...query, before: log.next })}>Các dòng cũ hơn →</a> : null}
          <a href={addressOf('/csv', query)}>Tải CSV</a>
        </p>
      </>
    ),
  }),
});

function addressOf(path: string, query: AuditQuery): string {
  const set = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined);
  return `/console/audit${path}?${new URLSearchParams(set)}`;
}

function Narrowing({ query: { what, staffId, registrationId, source, from, to } }: { readonly query: AuditQuery }) {
  return (
    <form method="get" action="/console/audit" class="one-line">
      {staffId ? <input type="hidden" name="staffId" value={staffId} /> : null}
      {registrationId ? <input type="hidden" name="registrationId" value={registrationId} /> : null}
      {source ? <input type="hidden" name="source" value={source} /> : null}
      <div class="field">
        <label for="audit-what">Việc</label>
        <select id="audit-what" name="what">
          <option value="">Tất cả</option>
          <option value={SECURITY} selected={what === SECURITY}>
            Mọi lần đăng nhập, bị từ chối
          </option>
          {AUDIT_OPTIONS.map(({ value, label }) => (
            <option key={value} value={value} selected={value === what}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <Day name="from" label="Từ ngày" value={from} />
      <Day name="to" label="Đến ngày" value={to} />
      <button type="submit" class="button second">
        Lọc
      </button>
      {what || staffId || registrationId || source || from || to ? <a href="/console/audit">Bỏ lọc</a> : null}
    </form>
  );
}

function Day({
  name,
  label,
  value,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
}) {
  return (
    <div class="field">
      <label for={`audit-${name}`}>{label}</label>
      <input
        id={`audit-${name}`}
        name={name}
        class="short"
        inputMode="numeric"
        autocomplete="off"
        placeholder="26/11/2026"
        value={value && showDay(value)}
      />
    </div>
  );
}

const columnsOf = (names: Log['names']): readonly Column<{ readonly id: string; readonly entry: Entry }>[] => [
  { head: 'Lúc', names: true, cell: ({ entry }) => showInstant(entry.at) },
  {
    head: 'Ai',
    cell: ({ entry: { who } }) =>
      names.has(who) ? <a href={addressOf('', { staffId: who })}>{auditWho(names, who)}</a> : auditWho(names, who),
  },
  { head: 'Việc', cell: ({ entry }) => auditWords(entry.what) },
  { head: 'Với', cell: ({ entry }) => <Concerned entry={entry} names={names} /> },
  {
    head: 'Nơi gọi',
    cell: ({ entry: { source } }) => (source ? <a href={addressOf('', { source })}>{source.slice(0, 6)}</a> : null),
  },
];

function Concerned({ entry, names }: { readonly entry: Entry; readonly names: Log['names'] }) {
  const { who, registrationId, conversationId, campaignId, staffId, route } = entry;
  if (registrationId) return <a href={`/console/registrations/${registrationId}`}>Hồ sơ</a>;
  if (conversationId) return <a href={`/console/conversations/${conversationId}`}>Cuộc trò chuyện</a>;
  if (campaignId) return <>Thông báo</>;
  if (route) return <code>{route}</code>;
  return <>{staffId && staffId !== who ? auditWho(names, staffId) : ''}</>;
}

const auditFile = download({
  path: '/audit/csv',
  access: 'audit.export',
  query: filters,
  load: ({ parts, officer, query }) => exportAudit(parts.office, officer, query, auditWords),
});

export const auditPages = [auditPage, auditFile];
