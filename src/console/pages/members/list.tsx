import { z } from 'zod';
import { unit } from '../../../office/http/schemas.ts';
import type { Officer } from '../../../office/roles.ts';
import { type MemberRow, searchMembers } from '../../../office/services/members.ts';
import { Empty } from '../../components/empty.tsx';
import { SelectField, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { Pagination, SearchPagination } from '../../components/pagination.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { choiceInAddress, wholeNumber } from '../../form-fields.ts';
import { action, go, page, type Shown, show, type Visit } from '../../page.ts';
import { showDay, unitName } from '../../words.ts';
import { unitOptions } from '../registrations/filters.ts';
import { MemberTabs } from './tabs.tsx';

const SEARCH = '/console/members/search';
const LINKED_OPTIONS = [
  { value: '', label: 'Tất cả' },
  { value: 'yes', label: 'Đã nối' },
  { value: 'no', label: 'Chưa nối, phải gọi điện' },
];

/** Nothing of it is personal, so it may stand in an address. */
const FIELDS = {
  unit: choiceInAddress(unit),
  linked: choiceInAddress(z.enum(['yes', 'no'])),
  page: wholeNumber(1, 1_000).catch(1),
};
type Filters = z.output<z.ZodObject<typeof FIELDS>>;
type Found = Awaited<ReturnType<typeof searchMembers>> & { readonly filters: Filters; readonly text: string };

async function find({ parts, officer }: Visit, filters: Filters, text: string): Promise<Found> {
  const { unit: code, linked, page: at } = filters;
  const found = await searchMembers(parts.office, officer, {
    unit: code,
    linked: linked === undefined ? undefined : linked === 'yes',
    text: text || undefined,
    page: at,
  });
  return { ...found, filters, text };
}

export const membersPage = page({
  path: '/members',
  access: 'member.list',
  query: z.object(FIELDS),
  load: (visit) => find(visit, visit.query, ''),
  render: (found, { officer }) => listPage(found, officer),
});

/** Names and numbers to look for travel in the body. */
const searchAction = action({
  path: '/members/search',
  access: 'member.list',
  body: z.object({ ...FIELDS, text: z.string().max(100).default('').describe('Từ cần tìm') }),
  back: membersPage,
  async run(visit) {
    const { text, ...filters } = visit.body;
    if (text.trim() === '') return go(listAddress(filters, 1));
    return show(listPage(await find(visit, filters, text.trim()), visit.officer));
  },
});

function fieldsOf({ unit: code, linked }: Filters): Record<string, string> {
  return { ...(code ? { unit: code } : {}), ...(linked ? { linked } : {}) };
}

function listAddress(filters: Filters, at: number): string {
  const words = new URLSearchParams({ ...fieldsOf(filters), ...(at > 1 ? { page: String(at) } : {}) }).toString();
  return `/console/members${words ? `?${words}` : ''}`;
}

function listPage({ rows, total, linked, page: at, pageSize, filters, text }: Found, officer: Officer): Shown {
  return {
    title: 'Chủ thể',
    body: (
      <>
        <h1>Chủ thể</h1>
        <MemberTabs officer={officer} />
        <Form action={SEARCH} class="search">
          <div class="search-line">
            <TextField
              name="text"
              type="search"
              label="Tìm chủ thể"
              hint="Tên hoặc điện thoại. Gõ không dấu cũng được."
              value={text}
            />
            <SubmitButton>Tìm</SubmitButton>
          </div>
          <div class="filter-fields">
            <SelectField name="unit" label="Xã, phường" options={unitOptions(officer)} value={filters.unit ?? ''} />
            <SelectField name="linked" label="Khung chat" options={LINKED_OPTIONS} value={filters.linked ?? ''} />
          </div>
        </Form>
        <p class="total" role="status">
          {total.toLocaleString('vi-VN')} chủ thể, {linked.toLocaleString('vi-VN')} đã nối với trợ lý
        </p>
        {rows.length === 0 ? (
          <Empty>
            <p>
              Chưa có ai. <a href="/console/members/import">Nhập danh sách từ Excel</a>, hoặc bỏ bớt điều kiện tìm.
            </p>
          </Empty>
        ) : (
          <Table caption="Chủ thể, theo tên" columns={COLUMNS} rows={rows} />
        )}
        {text ? (
          <SearchPagination
            total={total}
            page={at}
            pageSize={pageSize}
            action={SEARCH}
            fields={{ ...fieldsOf(filters), text }}
          />
        ) : (
          <Pagination total={total} page={at} pageSize={pageSize} hrefOf={(to) => listAddress(filters, to)} />
        )}
      </>
    ),
  };
}

const COLUMNS: readonly Column<MemberRow>[] = [
  {
    head: 'Chủ thể',
    names: true,
    cell: ({ id, name, unit: code }) => (
      <>
        <a href={`/console/members/${id}`}>{name}</a>
        <small>{unitName(code)}</small>
      </>
    ),
  },
  { head: 'Điện thoại', cell: ({ phone }) => phone ?? '' },
  {
    head: 'Sản phẩm',
    cell: ({ certificates: [first, ...rest] }) =>
      first ? (
        <>
          {first.productName}
          <small>
            {first.stars} sao{first.expiresOn ? `, giấy hết hạn ${showDay(first.expiresOn)}` : ''}
          </small>
          {rest.length > 0 ? <small>và {rest.length} sản phẩm khác</small> : null}
        </>
      ) : (
        ''
      ),
  },
  {
    head: 'Khung chat',
    cell: ({ linkedAt }) => (linkedAt ? 'Đã nối' : <span class="quiet">Chưa nối</span>),
  },
];

export const memberListPages = [membersPage, searchAction];
