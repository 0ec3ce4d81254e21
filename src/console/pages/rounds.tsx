import { z } from 'zod';
import { addMonths, dateInVietNam } from '../../language/calendar.ts';
import type { RegistrationRecord } from '../../office/documents/types.ts';
import { day, unit } from '../../office/http/schemas.ts';
import { PERMISSIONS } from '../../office/permissions.ts';
import { exportRoundList, viewRoundPage } from '../../office/services/round-list.ts';
import { nextRound } from '../../registration/next-steps.ts';
import { StatusBadge } from '../components/badge.tsx';
import { Crumbs } from '../components/crumbs.tsx';
import { Empty } from '../components/empty.tsx';
import { Pagination } from '../components/pagination.tsx';
import { Table } from '../components/table.tsx';
import { choiceInAddress, wholeNumber } from '../form-fields.ts';
import { download, page } from '../page.ts';
import { setName, showDay, unitName } from '../words.ts';
import { unitOptions } from './registrations/filters.ts';

const ofRound = z.strictObject({ roundOn: day });
const ofUnit = z.object({ unit: choiceInAddress(unit) });
const ofPage = ofUnit.extend({ page: wholeNumber(1, 1_000).catch(1) });

/** Rounds are half a year apart. */
const ROUND_MONTHS = 6;

const roundsPage = page({
  path: '/rounds',
  access: 'list.view',
  load: async ({ parts }) => nextRound(dateInVietNam(parts.office.now())),
  render: (next) => ({
    title: 'Danh sách theo đợt',
    body: (
      <>
        <Crumbs trail={[{ href: '/console/registrations', label: '← Danh sách hồ sơ' }]} />
        <h1>Danh sách theo đợt</h1>
        <p class="prose">
          Mỗi năm xã đề nghị tỉnh đánh giá hai đợt, trước 30/4 và trước 30/10 (Quyết định 26/2026/QĐ-TTg, Điều 5).
        </p>
        <ul>
          {[1, 0, -1, -2].map((step) => {
            const round = addMonths(next, step * ROUND_MONTHS);
            return (
              <li key={round}>
                <a href={`/console/rounds/${round}`}>Đợt trước {showDay(round)}</a>
                {step === 0 ? ' (đợt tới)' : ''}
              </li>
            );
          })}
        </ul>
      </>
    ),
  }),
});

const roundPage = page({
  path: '/rounds/:roundOn',
  access: 'list.view',
  params: ofRound,
  query: ofPage,
  load: ({ parts, officer, params, query }) => viewRoundPage(parts.office, officer, { ...params, ...query }),
  render: ({ records, ...place }, { officer, params: { roundOn }, query }) => ({
    title: `Đợt trước ${showDay(roundOn)}`,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/rounds', label: '← Các đợt' }]} />
        <h1>Đợt trước {showDay(roundOn)}</h1>
        <form method="get" action={`/console/rounds/${roundOn}`} class="one-line">
          <label for="round-unit">Xã, phường</label>
          <select id="round-unit" name="unit">
            {unitOptions(officer).map(({ value, label }) => (
              <option key={value} value={value} selected={value === (query.unit ?? '')}>
                {label}
              </option>
            ))}
          </select>
          <button type="submit" class="button second">
            Xem
          </button>
        </form>
        <Proposed records={records} />
        <Pagination
          {...place}
          hrefOf={(to) => `/console/rounds/${roundOn}?page=${to}${query.unit ? `&unit=${query.unit}` : ''}`}
        />
        {records.length > 0 && PERMISSIONS[officer.role].has('list.export') ? (
          <p>
            <a
              class="button second"
              href={`/console/rounds/${roundOn}/workbook${query.unit ? `?unit=${query.unit}` : ''}`}
            >
              Tải danh sách (Excel)
            </a>
          </p>
        ) : null}
      </>
    ),
  }),
});

function Proposed({ records }: { readonly records: readonly RegistrationRecord[] }) {
  if (records.length === 0) {
    return (
      <Empty>
        <p>Chưa có hồ sơ nào được xã chấp nhận cho đợt này.</p>
      </Empty>
    );
  }
  const text = ({ answers }: RegistrationRecord, field: 'product.name' | 'applicant.name' | 'applicant.unit') =>
    String(answers[field] ?? '');
  const set = ({ answers }: RegistrationRecord) =>
    typeof answers['product.set'] === 'number' ? answers['product.set'] : null;
  return (
    <Table
      caption="Sản phẩm xã đề nghị trong đợt"
      rows={records.map((record) => ({ id: record.reference, record }))}
      columns={[
        {
          head: 'Sản phẩm',
          names: true,
          cell: ({ record }) => (
            <>
              <strong>{text(record, 'product.name')}</strong>
              <small>{text(record, 'applicant.name')}</small>
            </>
          ),
        },
        { head: 'Xã, phường', cell: ({ record }) => unitName(text(record, 'applicant.unit')) },
        { head: 'Bộ', cell: ({ record }) => setName(set(record)) },
        { head: 'Mã sản phẩm', cell: ({ record }) => record.productCode ?? '' },
        { head: 'Trạng thái', cell: ({ record }) => <StatusBadge status={record.status} /> },
      ]}
    />
  );
}

const roundDownload = download({
  path: '/rounds/:roundOn/workbook',
  access: 'list.export',
  params: ofRound,
  query: ofUnit,
  load: ({ parts, officer, params, query }) => exportRoundList(parts.office, officer, { ...params, ...query }),
});

export const roundPages = [roundsPage, roundPage, roundDownload];
