import type { DocumentHeader } from './header.ts';
import type { ImportedDocument } from './read-import.ts';
import type { ImportedSection } from './sections.ts';

/** What an officer sees before a document is stored, and `knowledge show` prints of a stored one. */
export function showImport({ header, sections, problems }: Omit<ImportedDocument, 'suggestedId'>): string {
  return [showHeader(header), '', ...showSections(sections), ...showProblems(problems)].join('\n');
}

function showHeader({ kind, number, issued, issuer, title }: DocumentHeader): string {
  return [
    `Loại:      ${kind ?? '(không rõ)'}`,
    `Số:        ${number ?? '(để trống)'}`,
    `Ngày:      ${issued ? issued.split('-').reverse().join('/') : '(để trống)'}`,
    `Cơ quan:   ${issuer ?? '(không rõ)'}`,
    `Tên:       ${title ?? '(không rõ)'}`,
  ].join('\n');
}

function showSections(sections: readonly ImportedSection[]): string[] {
  const width = Math.max(...sections.map(({ id }) => id.length), 4);
  const lines = sections.map(({ id, title, paragraphs, tables }) => {
    const rows = tables.reduce((sum, table) => sum + table.length, 0);
    const counts = `${String(paragraphs.length).padStart(4)} đoạn${rows > 0 ? `, ${rows} hàng bảng` : ''}`;
    return `  ${id.padEnd(width)}  ${shorten(title, 70).padEnd(70)} ${counts}`;
  });
  const paragraphs = sections.reduce((sum, section) => sum + section.paragraphs.length, 0);
  const rows = sections.reduce((sum, { tables }) => sum + tables.reduce((inner, table) => inner + table.length, 0), 0);
  return [...lines, '', `Tất cả: ${sections.length} mục, ${paragraphs} đoạn, ${rows} hàng bảng.`];
}

function showProblems(problems: readonly string[]): string[] {
  return problems.length > 0 ? ['', 'Cần xem lại:', ...problems.map((problem) => `  ! ${problem}`)] : [];
}

function shorten(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
