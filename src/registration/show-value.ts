import { unitByCode, unitTitle } from '../language/places.ts';
import { choiceLabel, definitionIn, FORM, type Form } from './form-definition.ts';
import { productSet } from './product-sets.ts';
import type { FieldId, FieldValue } from './types.ts';

const NUMBER = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 3 });

/** A stored value as a person reads it: labels for ids, dd/mm/yyyy, dots in thousands. `form`: by which it was given. */
export function showValue(field: FieldId, value: FieldValue, form: Form = FORM): string {
  const { reader } = definitionIn(form, field);
  if (Array.isArray(value))
    return showList(value as readonly string[], reader, (id) => choiceLabel(form, field, id) ?? id);
  if (typeof value === 'object')
    return showRecord(value as Exclude<FieldValue, readonly string[] | string | number | boolean>);
  const choice = choiceLabel(form, field, value);
  if (choice !== null) return choice;
  switch (reader) {
    case 'unit':
      return showUnit(String(value));
    case 'productSet':
      return showSet(Number(value));
    case 'date':
    case 'expiry':
      return showDate(String(value));
    case 'money':
      return showMoney(Number(value));
    default:
      return String(value);
  }
}

function showList(values: readonly string[], reader: string, labelOf: (id: string) => string): string {
  if (reader === 'attachments') return `${values.length} tệp`;
  if (values.length === 0)
    return reader === 'supportNeeds' ? 'Không cần' : reader === 'markets' ? 'Chưa bán' : 'Chưa có';
  return values.map(labelOf).join('; ');
}

function showRecord(value: Exclude<FieldValue, readonly string[] | string | number | boolean>): string {
  if ('total' in value) return `${NUMBER.format(value.total)} người, trong xã ${NUMBER.format(value.local)} người`;
  if ('amount' in value) return `${NUMBER.format(value.amount)} ${value.unit} một năm`;
  if ('inCommune' in value) {
    return `${value.text} (trong xã ${NUMBER.format(value.inCommune)}%, trong tỉnh ${NUMBER.format(value.inProvince)}%)`;
  }
  return Object.values(value).join(', ');
}

function showSet(number: number): string {
  const set = productSet(number);
  return set ? `Bộ ${number}: ${set.name}` : String(number);
}

/** ISO date → dd/mm/yyyy; anything else as it is. */
export function showDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return match ? `${match[3]}/${match[2]}/${match[1]}` : iso;
}

/** Đồng → "2,1 tỷ đồng", "350 triệu đồng", "1.234.567 đồng". */
export function showMoney(dong: number): string {
  if (dong >= 1_000_000_000 && dong % 1_000_000 === 0) return `${NUMBER.format(dong / 1_000_000_000)} tỷ đồng`;
  if (dong >= 1_000_000 && dong % 1_000 === 0) return `${NUMBER.format(dong / 1_000_000)} triệu đồng`;
  return `${NUMBER.format(dong)} đồng`;
}

function showUnit(code: string): string {
  const unit = unitByCode(code);
  return unit ? unitTitle(unit) : code;
}
