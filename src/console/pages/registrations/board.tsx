import { z } from 'zod';
import { unit } from '../../../office/http/schemas.ts';
import { type BoardColumn, viewBoard } from '../../../office/services/board.ts';
import type { QueueRow } from '../../../office/services/search-registrations.ts';
import { Clock } from '../../components/badge.tsx';
import { Crumbs } from '../../components/crumbs.tsx';
import { choiceInAddress } from '../../form-fields.ts';
import { page } from '../../page.ts';
import { STATUS_WORDS, unitName } from '../../words.ts';
import { type Filters, listAddress, unitOptions } from './filters.ts';

const boardPage = page({
  path: '/registrations/board',
  access: 'registration.list',
  query: z.object({ unit: choiceInAddress(unit) }),
  load: ({ parts, officer, query }) => viewBoard(parts.office, officer, query),
  render: (columns, { officer, query }) => ({
    title: 'Hồ sơ theo bước',
    body: (
      <>
        <Crumbs trail={[{ href: '/console/registrations', label: '← Danh sách hồ sơ' }]} />
        <h1>Hồ sơ theo bước</h1>
        <form method="get" action="/console/registrations/board" class="one-line">
          <label for="board-unit">Xã, phường</label>
          <select id="board-unit" name="unit">
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
        <div class="board">
          {columns.map((column) => (
            <Column key={column.status} column={column} unit={query.unit} />
          ))}
        </div>
      </>
    ),
  }),
});

function Column({
  column: { status, total, rows },
  unit: code,
}: {
  readonly column: BoardColumn;
  readonly unit: string | undefined;
}) {
  const id = `column-${status}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {STATUS_WORDS[status]} <span class="count">{total}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <Card key={row.id} row={row} />
        ))}
      </ul>
      {total > rows.length ? (
        <p>
          <a href={listAddress({ status: status as Filters['status'], unit: code, page: 1 } as Filters)}>
            Xem cả {total}
            <span class="sr"> hồ sơ {STATUS_WORDS[status].toLowerCase()}</span>
          </a>
        </p>
      ) : null}
    </section>
  );
}

function Card({ row: { id, product, applicant, unit: code, deadline } }: { readonly row: QueueRow }) {
  return (
    <li>
      <a href={`/console/registrations/${id}`}>{product || 'Chưa có tên sản phẩm'}</a>
      <small>{applicant}</small>
      <small>{unitName(code)}</small>
      <Clock deadline={deadline} />
    </li>
  );
}

export const boardPages = [boardPage];
