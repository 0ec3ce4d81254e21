import { speaksToMachine } from './commands-in-text.ts';
import type { DocumentHeader } from './header.ts';
import type { ImportedSection } from './sections.ts';
import { tableStatements } from './table-statements.ts';

/** What an officer should look at before the document is stored; Vietnamese sentences. Nothing here stops an import. */
export function findProblems(header: DocumentHeader, sections: readonly ImportedSection[], unseen: number): string[] {
  return [
    ...missingInHeader(header),
    ...(sections.some(({ id }) => id !== 'MO' && id !== 'KET') ? [] : [NO_SECTIONS]),
    ...sections
      .filter(({ id }) => /-\d+$/u.test(id))
      .map(({ id }) => `Số mục ${id.replace(/-\d+$/u, '')} xuất hiện hơn một lần; lần sau được ghi là ${id}.`),
    ...missingNumbers(sections.map(({ id }) => id)),
    ...sections.flatMap(unevenTables),
    ...sections.flatMap(commandsIn),
    ...(unseen > 20 ? [`Tệp có ${unseen} ký tự không nhìn thấy được; đã bỏ đi khi đọc.`] : []),
  ];
}

const NO_SECTIONS =
  'Không nhận ra mục nào có đánh số. Nếu văn bản dùng đánh số tự động của Word, hãy lưu thành PDF rồi nhập tệp PDF.';

function missingInHeader(header: DocumentHeader): string[] {
  const names = {
    number: 'số',
    issued: 'ngày ban hành',
    issuer: 'cơ quan ban hành',
    kind: 'loại văn bản',
    title: 'tên',
  };
  const missing = Object.entries(names).flatMap(([key, name]) => (header[key as keyof DocumentHeader] ? [] : [name]));
  return missing.length > 0 ? [`Phần đầu văn bản để trống hoặc không đọc được: ${missing.join(', ')}.`] : [];
}

/** Numbers that a row of sections leaves out: II.1, II.2, II.4. */
function missingNumbers(ids: readonly string[]): string[] {
  const rows = new Map<string, Set<number>>();
  for (const id of ids) {
    const pieces = id.split('.');
    for (let length = 1; length <= pieces.length; length += 1) {
      const number = numberOf(pieces[length - 1] ?? '');
      if (number === null) continue;
      const parent = pieces.slice(0, length - 1).join('.');
      const kind = /^\d/u.test(pieces[length - 1] ?? '') ? 'digits' : 'roman';
      const key = `${parent}|${kind}`;
      rows.set(key, (rows.get(key) ?? new Set()).add(number));
    }
  }
  return [...rows].flatMap(([key, numbers]) => {
    const [parent = '', kind] = key.split('|');
    const last = Math.max(...numbers);
    const lost = Array.from({ length: last }, (_, index) => index + 1).filter((number) => !numbers.has(number));
    if (lost.length === 0) return [];
    const names = lost
      .slice(0, 10)
      .map((number) => [parent, kind === 'roman' ? romanOf(number) : number].filter((one) => one !== '').join('.'));
    return [`Thiếu số trong dãy mục: ${names.join(', ')}${lost.length > 10 ? ' …' : ''}. Hãy xem lại bản gốc.`];
  });
}

const ROMAN = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
  'XVIII',
  'XIX',
  'XX',
];

function numberOf(piece: string): number | null {
  if (/^\d{1,3}$/u.test(piece)) return Number(piece);
  const roman = ROMAN.indexOf(piece);
  return roman < 0 ? null : roman + 1;
}

function romanOf(number: number): string {
  return ROMAN[number - 1] ?? String(number);
}

function unevenTables({ id, tables }: ImportedSection): string[] {
  const uneven = tables.filter((table) => new Set(table.map((row) => row.length)).size > 1).length;
  return uneven > 0 ? [`Bảng ở mục ${id} có hàng thừa hoặc thiếu ô; hãy đối chiếu từng hàng.`] : [];
}

function commandsIn({ id, title, paragraphs, tables }: ImportedSection): string[] {
  const texts = [title, ...paragraphs, ...tables.flatMap(tableStatements)];
  const count = texts.filter(speaksToMachine).length;
  return count > 0
    ? [
        `Mục ${id} có ${count} đoạn trông như lệnh cho máy, không phải nội dung văn bản: vẫn lưu nhưng không dùng để trả lời.`,
      ]
    : [];
}
