import type { FigureTable } from '../../office/services/figures/table.ts';
import type { Bar } from './chart.tsx';
import { Empty } from './empty.tsx';
import { RowBars } from './row-bars.tsx';
import { Table } from './table.tsx';

const number = new Intl.NumberFormat('vi-VN');
/** "–" where there is nothing to count. */
export const showNumber = (value: number | null): string => (value === null ? '–' : number.format(value));

/** Of a long list only what is not 0 is drawn. */
const LONG = 12;

function barsOf({ rows }: FigureTable, column: number): Bar[] {
  const bars = rows.map(({ name, values }) => ({ label: name, value: values[column] ?? 0 }));
  return bars.length > LONG ? bars.filter(({ value }) => value > 0) : bars;
}

/** A chart, and the same numbers as a table that may be taken away. */
export function Figures({ table, csv }: { readonly table: FigureTable; readonly csv: string }) {
  const { id, title, note, of, columns, rows, drawn } = table;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note ? <p class="quiet prose">{note}</p> : null}
      {rows.length === 0 ? (
        <Empty>
          <p>Chưa có.</p>
        </Empty>
      ) : (
        <>
          {drawn === null ? null : <RowBars title={columns[drawn] ?? title} bars={barsOf(table, drawn)} />}
          <details open={drawn === null}>
            <summary>
              Bảng số <span class="sr">của {title}</span>
            </summary>
            <Table
              caption={title}
              rows={rows.map((row) => ({ id: row.name, ...row }))}
              columns={[
                { head: of, names: true, cell: ({ name }) => name },
                ...columns.map((head, index) => ({
                  head,
                  numeric: true,
                  cell: ({ values }: FigureTable['rows'][number]) => showNumber(values[index] ?? null),
                })),
              ]}
            />
          </details>
          <p>
            <a href={csv}>
              Tải CSV <span class="sr">của {title}</span>
            </a>
          </p>
        </>
      )}
    </section>
  );
}
