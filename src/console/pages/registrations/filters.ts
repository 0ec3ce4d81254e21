import { z } from 'zod';
import { UNITS, unitTitle } from '../../../language/places.ts';
import { unit } from '../../../office/http/schemas.ts';
import type { Officer } from '../../../office/roles.ts';
import type { Search } from '../../../office/services/search-registrations.ts';
import { PRODUCT_SETS } from '../../../registration/product-sets.ts';
import type { Option } from '../../components/fields.tsx';
import { choiceInAddress, wholeNumber } from '../../form-fields.ts';
import { KIND_WORDS, STATUS_WORDS } from '../../words.ts';

const STATUSES = ['submitted', 'returned', 'accepted', 'forwarded', 'evaluated', 'withdrawn', 'draft'] as const;
const KINDS = ['lan-dau', 'nang-hang', 'danh-gia-lai'] as const;

/** What a list may be narrowed by; nothing of it is personal, so it may stand in an address. */
const FIELDS = {
  status: choiceInAddress(z.enum(STATUSES)),
  unit: choiceInAddress(unit),
  set: choiceInAddress(z.union([z.literal('none'), wholeNumber(1, 26)])),
  kind: choiceInAddress(z.enum(KINDS)),
  deadline: choiceInAddress(z.enum(['soon', 'overdue'])),
  assignee: choiceInAddress(z.enum(['me', 'none'])),
  page: wholeNumber(1, 1_000).catch(1),
};
export const filters = z.object(FIELDS);
export type Filters = z.output<typeof filters>;

/** The text is looked for in names and numbers, so it only ever travels in a body. */
export const searchBody = z.object({ ...FIELDS, text: z.string().max(100).default('').describe('Từ cần tìm') });

export function searchOf(
  { status, unit: code, set, kind, deadline, assignee, page }: Filters,
  officer: Officer,
): Search {
  return {
    ...(status ? { status: [status] } : {}),
    unit: code,
    productSet: set === 'none' ? null : set,
    kind,
    deadline,
    assigneeId: assignee === 'me' ? officer.id : assignee === 'none' ? null : undefined,
    page,
  };
}

/** As fields of a form or an address; what is not set is left out. */
export function filterFields({ page, ...rest }: Filters, at = page): Record<string, string> {
  const set = Object.entries(rest).filter(([, value]) => value !== undefined);
  const fields = Object.fromEntries(set.map(([name, value]) => [name, String(value)]));
  return at > 1 ? { ...fields, page: String(at) } : fields;
}

export function listAddress(given: Filters, page?: number): string {
  const query = new URLSearchParams(filterFields(given, page)).toString();
  return query ? `/console/registrations?${query}` : '/console/registrations';
}

const ALL: Option = { value: '', label: 'Tất cả' };

export const STATUS_OPTIONS: readonly Option[] = [
  ALL,
  ...STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] })),
];

export const SET_OPTIONS: readonly Option[] = [
  ALL,
  { value: 'none', label: 'Chưa xếp bộ' },
  ...PRODUCT_SETS.map(({ number, name }) => ({ value: String(number), label: `${number}. ${name}` })),
];

export const KIND_OPTIONS: readonly Option[] = [
  ALL,
  ...KINDS.map((value) => ({ value, label: KIND_WORDS[value] ?? value })),
];

export const DEADLINE_OPTIONS: readonly Option[] = [
  ALL,
  { value: 'overdue', label: 'Quá hạn' },
  { value: 'soon', label: 'Còn 3 ngày làm việc trở xuống' },
];

export const ASSIGNEE_OPTIONS: readonly Option[] = [
  ALL,
  { value: 'me', label: 'Giao cho tôi' },
  { value: 'none', label: 'Chưa giao ai' },
];

const BY_NAME = [...UNITS].sort((a, b) => a.name.localeCompare(b.name, 'vi'));

/** The units that this officer may look at, by name. */
export function unitOptions({ scope }: Pick<Officer, 'scope'>, first: Option = ALL): readonly Option[] {
  const mine = BY_NAME.filter(({ code }) => scope === 'province' || scope.includes(code));
  return [first, ...mine.map((one) => ({ value: one.code, label: unitTitle(one) }))];
}
