import { z } from 'zod';
import { dateInVietNam } from '../../language/calendar.ts';
import { unit } from '../../office/http/schemas.ts';
import { PERMISSIONS } from '../../office/permissions.ts';
import type { Officer } from '../../office/roles.ts';
import { FIGURE_IDS } from '../../office/services/figures/table.ts';
import { MEASURES, setTargets, type YearLine } from '../../office/services/figures/targets.ts';
import { type Figures as Data, exportFigures, viewFigures } from '../../office/services/figures/view-figures.ts';
import { Crumbs } from '../components/crumbs.tsx';
import { TextField } from '../components/fields.tsx';
import { Figures, showNumber } from '../components/figures.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { Table } from '../components/table.tsx';
import { choiceInAddress, optional, wholeNumber } from '../form-fields.ts';
import { action, download, go, page, type Visit } from '../page.ts';
import { unitName } from '../words.ts';
import { unitOptions } from './registrations/filters.ts';

const FIRST_YEAR = 2026;
const LAST_YEAR = 2035;
const year = wholeNumber(FIRST_YEAR, LAST_YEAR);

const chosen = z.object({ year: choiceInAddress(year), unit: choiceInAddress(unit) });
type Chosen = z.output<typeof chosen>;

const thisYear = ({ parts }: Pick<Visit, 'parts'>) => Number(dateInVietNam(parts.office.now()).slice(0, 4));

function addressOf(path: string, { year: of, unit: code }: Chosen): string {
  const query = new URLSearchParams({ ...(of ? { year: String(of) } : {}), ...(code ? { unit: code } : {}) });
  return `/console/figures${path}?${query}`;
}

const figuresPage = page({
  path: '/figures',
  access: 'figures.view',
  query: chosen,
  async load(visit) {
    const query = { year: visit.query.year ?? thisYear(visit), unit: visit.query.unit };
    return { query, figures: await viewFigures(visit.parts.office, visit.officer, query) };
  },
  render: ({ query, figures }, { officer }) => ({
    title: `Số liệu năm ${query.year}`,
    body: (
      <>
        <h1>Số liệu năm {query.year}</h1>
        <p class="lead">{placeOf(query, officer)}. Các bảng tính lại sau mỗi năm phút.</p>
        <Choose query={query} officer={officer} />
        <Year figures={figures} query={query} officer={officer} />
        {figures.tables.map((table) => (
          <Figures key={table.id} table={table} csv={addressOf(`/csv/${table.id}`, query)} />
        ))}
      </>
    ),
  }),
});

function placeOf({ unit: code }: Chosen, { scope }: Officer): string {
  if (code) return unitName(code);
  return scope === 'province' ? 'Toàn tỉnh' : scope.map(unitName).join(', ');
}

function Choose({ query, officer }: { readonly query: Chosen; readonly officer: Officer }) {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return (
    <form method="get" action="/console/figures" class="one-line">
      <div class="field">
        <label for="figures-year">Năm</label>
        <select id="figures-year" name="year">
          {years.map((one) => (
            <option key={one} value={String(one)} selected={one === query.year}>
              {one}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="figures-unit">Xã, phường</label>
        <select id="figures-unit" name="unit">
          {unitOptions(officer).map(({ value, label }) => (
            <option key={value} value={value} selected={value === (query.unit ?? '')}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" class="button second">
        Xem
      </button>
    </form>
  );
}

function Year({
  figures,
  query,
  officer,
}: {
  readonly figures: Data;
  readonly query: Chosen;
  readonly officer: Officer;
}) {
  return (
    <section aria-labelledby="year">
      <h2 id="year">Báo cáo năm</h2>
      <Table
        caption="Kết quả trong năm bên chỉ tiêu của tỉnh"
        rows={figures.year.map((line) => ({ id: line.measure, ...line }))}
        columns={[
          { head: 'Chỉ tiêu', names: true, cell: ({ name }: YearLine) => name },
          { head: 'Đã đạt', numeric: true, cell: ({ reached }: YearLine) => showNumber(reached) },
          { head: 'Chỉ tiêu năm', numeric: true, cell: ({ target }: YearLine) => showNumber(target) },
          { head: 'Tỷ lệ', numeric: true, cell: showShare },
        ]}
      />
      <p class="ways">
        <a href={addressOf('/csv/year', query)}>
          Tải CSV <span class="sr">của báo cáo năm</span>
        </a>
        {PERMISSIONS[officer.role].has('target.change') ? (
          <a href={`/console/figures/targets/${query.year}`}>Đặt chỉ tiêu năm</a>
        ) : null}
      </p>
    </section>
  );
}

function showShare({ reached, target }: YearLine): string {
  return target === null || target === 0 ? '–' : `${Math.round((reached / target) * 100)}%`;
}

const csvFile = download({
  path: '/figures/csv/:table',
  access: 'figures.view',
  params: z.strictObject({ table: z.enum([...FIGURE_IDS, 'year']) }),
  query: chosen,
  load: (visit) =>
    exportFigures(visit.parts.office, visit.officer, {
      ...visit.params,
      unit: visit.query.unit,
      year: visit.query.year ?? thisYear(visit),
    }),
});

const ofYear = z.strictObject({ year });

const targetsPage = page({
  path: '/figures/targets/:year',
  access: 'target.change',
  params: ofYear,
  async load({ parts, officer, params }) {
    const { year: lines } = await viewFigures(parts.office, officer, params);
    return lines;
  },
  render: (lines, { params }) => ({
    title: `Chỉ tiêu năm ${params.year}`,
    body: (
      <div class="narrow">
        <Crumbs trail={[{ href: `/console/figures?year=${params.year}`, label: `← Số liệu năm ${params.year}` }]} />
        <h1>Chỉ tiêu năm {params.year}</h1>
        <p>Theo kế hoạch của tỉnh. Bỏ trống là không đặt chỉ tiêu.</p>
        <Form action={`/console/figures/targets/${params.year}`}>
          {lines.map(({ measure, name, target }) => (
            <TextField
              key={measure}
              name={measure}
              label={name}
              value={target === null ? '' : String(target)}
              required={false}
              inputMode="numeric"
              width="short"
            />
          ))}
          <SubmitButton>Lưu chỉ tiêu</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const amount = (label: string) => optional(wholeNumber(0, 1_000_000)).describe(label);

const targetsAction = action({
  path: '/figures/targets/:year',
  access: 'target.change',
  params: ofYear,
  body: z.strictObject({
    sent: amount(MEASURES.sent),
    forwarded: amount(MEASURES.forwarded),
    recognised: amount(MEASURES.recognised),
    'four-stars': amount(MEASURES['four-stars']),
    events: amount(MEASURES.events),
    attended: amount(MEASURES.attended),
  }),
  back: targetsPage,
  async run({ parts, officer, params, body }) {
    await setTargets(parts.office, officer, { ...params, targets: body });
    return go(`/console/figures?year=${params.year}`, 'targets-saved');
  },
});

export const figurePages = [figuresPage, csvFile, targetsPage, targetsAction];
