import { PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { countByStatus } from '../../../office/services/home.ts';
import { type QueuePage, type QueueRow, searchRegistrations } from '../../../office/services/search-registrations.ts';
import type { RegistrationStatus } from '../../../registration/types.ts';
import { Clock, StatusBadge } from '../../components/badge.tsx';
import { Empty } from '../../components/empty.tsx';
import { HiddenField, SelectField, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { Pagination, SearchPagination } from '../../components/pagination.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { action, go, page, type Shown, show, type Visit } from '../../page.ts';
import { KIND_WORDS, STATUS_WORDS, setName, unitName } from '../../words.ts';
import {
  ASSIGNEE_OPTIONS,
  DEADLINE_OPTIONS,
  type Filters,
  filterFields,
  filters,
  KIND_OPTIONS,
  listAddress,
  SET_OPTIONS,
  STATUS_OPTIONS,
  searchBody,
  searchOf,
  unitOptions,
} from './filters.ts';

const SEARCH = '/console/registrations/search';

interface Found {
  readonly queue: QueuePage;
  readonly counts: Partial<Record<RegistrationStatus, number>>;
  readonly filters: Filters;
  /** Empty: nothing was searched for. */
  readonly text: string;
}

async function find({ parts, officer }: Visit, given: Filters, text: string): Promise<Found> {
  const search = searchOf(given, officer);
  const [queue, counts] = await Promise.all([
    searchRegistrations(parts.office, officer, text ? { ...search, text } : search),
    countByStatus(parts.office, officer),
  ]);
  return { queue, counts, filters: given, text };
}

export const registrationsPage = page({
  path: '/registrations',
  access: 'registration.list',
  query: filters,
  load: (visit) => find(visit, visit.query, ''),
  render: (found, { officer }) => listPage(found, officer),
});

/** Words to look for travel in the body; without any, the filters alone make an address to keep. */
const searchAction = action({
  path: '/registrations/search',
  access: 'registration.list',
  body: searchBody,
  back: registrationsPage,
  async run(visit) {
    const { text, ...given } = visit.body;
    if (text.trim() === '') return go(listAddress(given, 1));
    return show(listPage(await find(visit, given, text.trim()), visit.officer));
  },
});

function listPage(found: Found, officer: Officer): Shown {
  const may = (action: 'behalf.start' | 'registration.export') => PERMISSIONS[officer.role].has(action);
  return {
    title: 'Hồ sơ',
    body: (
      <>
        <div class="heading">
          <h1>Hồ sơ</h1>
          <p class="ways">
            <a href="/console/registrations/board">Xem dạng bảng cột</a>
            <a href="/console/rounds">Danh sách theo đợt</a>
            {may('behalf.start') ? <a href="/console/behalf">Khai hộ</a> : null}
          </p>
        </div>
        <Tabs found={found} />
        <Narrowing found={found} officer={officer} />
        <Results found={found} exports={may('registration.export')} />
      </>
    ),
  };
}

const TABS: readonly (RegistrationStatus | undefined)[] = [
  undefined,
  'submitted',
  'returned',
  'accepted',
  'forwarded',
  'evaluated',
];

function Tabs({ found: { counts, filters: given } }: { readonly found: Found }) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <nav class="tabs" aria-label="Theo trạng thái">
      <ul>
        {TABS.map((status) => (
          <li key={status ?? 'all'}>
            <a
              href={listAddress({ ...given, status: status as Filters['status'] }, 1)}
              {...(given.status === status ? { 'aria-current': 'true' as const } : {})}
            >
              {status ? STATUS_WORDS[status] : 'Tất cả'}{' '}
              <span class="count">{status ? (counts[status] ?? 0) : all}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Search and filters in one form: with script the list follows each change, without there is the button. */
function Narrowing({ found: { filters: given, text }, officer }: { readonly found: Found; readonly officer: Officer }) {
  const { page: _page, ...chosen } = given;
  const narrowed = Object.entries(chosen).some(([name, value]) => name !== 'status' && value !== undefined);
  const value = (name: keyof Filters) => (given[name] === undefined ? '' : String(given[name]));
  return (
    <Form
      action={SEARCH}
      class="search"
      live={{
        'hx-post': SEARCH,
        'hx-trigger': 'input delay:400ms',
        'hx-target': '#results',
        'hx-select': '#results',
        'hx-swap': 'outerHTML',
        'hx-sync': 'this:replace',
      }}
    >
      <div class="search-line">
        <TextField
          name="text"
          type="search"
          label="Tìm hồ sơ"
          hint="Tên sản phẩm, tên đơn vị, người đại diện, số phiếu, điện thoại. Gõ không dấu cũng được."
          value={text}
          required
        />
        <SubmitButton>Tìm</SubmitButton>
      </div>
      <details class="filters" open={narrowed}>
        <summary>Lọc thêm</summary>
        <div class="filter-fields">
          <SelectField name="status" label="Trạng thái" options={STATUS_OPTIONS} value={value('status')} />
          <SelectField name="unit" label="Xã, phường" options={unitOptions(officer)} value={value('unit')} />
          <SelectField name="set" label="Bộ sản phẩm" options={SET_OPTIONS} value={value('set')} />
          <SelectField name="kind" label="Lần đăng ký" options={KIND_OPTIONS} value={value('kind')} />
          <SelectField name="deadline" label="Hạn 15 ngày" options={DEADLINE_OPTIONS} value={value('deadline')} />
          <SelectField name="assignee" label="Người xử lý" options={ASSIGNEE_OPTIONS} value={value('assignee')} />
        </div>
        <div class="buttons">
          <SubmitButton kind="second">Lọc</SubmitButton>
          <a href="/console/registrations">Bỏ lọc</a>
        </div>
      </details>
    </Form>
  );
}

const COLUMNS: readonly Column<QueueRow>[] = [
  {
    head: 'Hồ sơ',
    names: true,
    cell: ({ id, product, applicant, reference }) => (
      <>
        <a href={`/console/registrations/${id}`}>{product || 'Chưa có tên sản phẩm'}</a>
        <small>{applicant}</small>
        <small>{reference}</small>
      </>
    ),
  },
  { head: 'Xã, phường', cell: ({ unit }) => unitName(unit) },
  {
    head: 'Bộ, lần',
    cell: ({ productSet, kind }) => (
      <>
        {setName(productSet)}
        <small>{KIND_WORDS[kind] ?? kind}</small>
      </>
    ),
  },
  { head: 'Trạng thái', cell: ({ status }) => <StatusBadge status={status} /> },
  { head: 'Hạn 15 ngày', cell: ({ deadline }) => <Clock deadline={deadline} /> },
];

function Results({ found, exports }: { readonly found: Found; readonly exports: boolean }) {
  const { queue, filters: given, text } = found;
  const { total, page: at, pageSize, rows } = queue;
  return (
    <section id="results" aria-label="Kết quả">
      <p class="total" role="status">
        {total === 0 ? 'Không có hồ sơ nào' : `${total.toLocaleString('vi-VN')} hồ sơ`}
        {text ? ` khớp với “${text}”` : ''}
      </p>
      {rows.length === 0 ? (
        <Empty>
          <p>
            Thử bỏ bớt từ hoặc bộ lọc. Chỉ hồ sơ trong địa bàn của anh/chị được tìm; phiếu chủ thể đang khai dở không
            hiện ở đây.
          </p>
        </Empty>
      ) : (
        <>
          <Table caption="Hồ sơ, hạn gần nhất trước" columns={COLUMNS} rows={rows} />
          {text ? (
            <SearchPagination
              total={total}
              page={at}
              pageSize={pageSize}
              action={SEARCH}
              fields={{ ...filterFields({ ...given, page: 1 }), text }}
            />
          ) : (
            <Pagination total={total} page={at} pageSize={pageSize} hrefOf={(to) => listAddress(given, to)} />
          )}
          {exports ? <Export total={total} fields={{ ...filterFields({ ...given, page: 1 }), text }} /> : null}
        </>
      )}
    </section>
  );
}

/** All that was found, over all pages. */
function Export({ total, fields }: { readonly total: number; readonly fields: Readonly<Record<string, string>> }) {
  return (
    <Form action="/console/registrations/export" class="buttons">
      {Object.entries(fields).map(([name, value]) => (
        <HiddenField key={name} name={name} value={value} />
      ))}
      <span>Tải {total.toLocaleString('vi-VN')} hồ sơ:</span>
      <SubmitButton kind="second" name="as" value="xlsx">
        Bảng Excel
      </SubmitButton>
      <SubmitButton kind="second" name="as" value="zip">
        Các mẫu (Word, nén ZIP)
      </SubmitButton>
      <a href="/console/exports">Các tệp đã yêu cầu</a>
    </Form>
  );
}

export const listPages = [registrationsPage, searchAction];
