import { FORM, fieldDefinition, fieldLabel, showValue } from '../../registration/form.ts';
import type { Answers, FieldId, FieldValue } from '../../registration/types.ts';
import type { NumberFormat, SheetColumn, SheetValue } from './sheet.ts';
import type { RegistrationRecord } from './types.ts';

type Column = SheetColumn<RegistrationRecord>;

/** Every field in the form's order; records are taken apart so that their numbers can be added up. */
export function answerColumns(): readonly Column[] {
  return FORM.fields.flatMap(({ id }) => columnsOf(id));
}

function columnsOf(field: FieldId): readonly Column[] {
  const label = fieldLabel(field);
  switch (field) {
    case 'idea.materials':
      return [
        part(field, label, 40, (value) => words(value, 'text')),
        part(field, `${label}: % trong xã`, 12, (value) => count(value, 'inCommune')),
        part(field, `${label}: % trong tỉnh`, 12, (value) => count(value, 'inProvince')),
      ];
    case 'idea.labour':
      return [
        part(field, label, 12, (value) => count(value, 'total')),
        part(field, `${label}: trong xã`, 12, (value) => count(value, 'local')),
      ];
    case 'idea.capacity':
      return [
        part(field, label, 14, (value) => count(value, 'amount', '#,##0.###')),
        part(field, `${label}: đơn vị`, 14, (value) => words(value, 'unit')),
      ];
    case 'attachments':
      return [
        part(field, `${label} (số tệp)`, 12, (value) => (Array.isArray(value) ? { number: value.length } : null)),
      ];
    case 'declaration.accepted':
      // Nothing is sent without it.
      return [];
    default:
      return [part(field, label, widthOf(field), (value) => whole(field, value))];
  }
}

function part(field: FieldId, head: string, width: number, show: (value: FieldValue) => SheetValue): Column {
  return {
    head,
    width,
    value: ({ answers }: { answers: Answers }) => {
      const value = answers[field];
      return value === undefined ? null : show(value);
    },
  };
}

function whole(field: FieldId, value: FieldValue): SheetValue {
  switch (fieldDefinition(field).reader) {
    case 'date':
    case 'expiry':
      return { date: String(value) };
    case 'money':
    case 'stars':
      return { number: Number(value) };
    default:
      return { text: showValue(field, value) };
  }
}

function words(value: FieldValue, key: 'text' | 'unit'): SheetValue {
  const found = partOf(value, key);
  return found === undefined ? null : { text: String(found) };
}

function count(value: FieldValue, key: string, format: NumberFormat = '#,##0'): SheetValue {
  const found = partOf(value, key);
  return typeof found === 'number' ? { number: found, format } : null;
}

function partOf(value: FieldValue, key: string): unknown {
  return typeof value === 'object' && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

function widthOf(field: FieldId): number {
  switch (fieldDefinition(field).reader) {
    case 'date':
    case 'expiry':
    case 'stars':
      return 12;
    case 'description':
    case 'story':
      return 60;
    case 'phone':
    case 'taxCode':
    case 'registrationNumber':
    case 'money':
      return 16;
    default:
      return 26;
  }
}
