import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  LeaderType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { printable } from '../../language/printable.ts';
import { PROVINCE } from '../province.ts';

/** The pieces that our Word files are made of: A4, Times New Roman 13, as the forms of the administration are. */

const FONT = 'Times New Roman';
/** Half points. */
const SIZE = 26;
const SMALL = 18;
/** Millimetres between the margins. */
const WIDTH = 167;
/** A place to be filled in by hand. */
export const BLANK = '…………………';

export type Block = Paragraph | Table;
type RunStyle = Omit<Exclude<ConstructorParameters<typeof TextRun>[0], string>, 'text' | 'children'>;
type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

/** @param note Stands at the bottom of every page, before the page's number. */
export async function wordFile(title: string, note: string, children: readonly Block[]): Promise<Uint8Array> {
  const document = new Document({
    creator: `OCOP ${PROVINCE}`,
    title,
    styles: {
      default: { document: { run: { font: FONT, size: SIZE }, paragraph: { spacing: { after: 60, line: 264 } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(16), bottom: mm(16), left: mm(25), right: mm(18) },
          },
        },
        footers: { default: footer(note) },
        children: [...children],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** "Mẫu số …", the state's name and motto, the title of the form and its place and year. */
export function formHead(number: string, title: readonly string[], year: string): Paragraph[] {
  return [
    line([text(number, { bold: true })], AlignmentType.RIGHT),
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true }),
    centred('Độc lập - Tự do - Hạnh phúc', { bold: true, underline: {} }),
    centred(''),
    ...title.map((part, at) => centred(part, { bold: true, ...(at === 0 ? { size: 30 } : {}) })),
    centred(`(Tỉnh ${PROVINCE}, năm ${year})`, { italics: true }),
  ];
}

/** The office that writes and its number on the left, the state's name and motto on the right. */
export function letterHead(number: string, office: string, reference: string): Block[] {
  return [
    line([text(number, { bold: true })], AlignmentType.RIGHT),
    borderless([
      [centred(office, { bold: true, size: 23 }), centred(reference, { size: 23 })],
      [
        centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true, size: 22 }),
        centred('Độc lập - Tự do - Hạnh phúc', { bold: true, underline: {}, size: 23 }),
      ],
    ]),
    centred(''),
  ];
}

/** Place and date, who signs and how, room for it: on the right half of the page. */
export function signature(who: string, how: string): Table {
  return borderless([
    [plain('')],
    [
      centred('………, ngày … tháng … năm ………', { italics: true }),
      centred(who, { bold: true }),
      centred(how, { italics: true }),
      plain(''),
      plain(''),
    ],
  ]);
}

/** One line of text; line ends in it become spaces. */
export function text(content: string, style: RunStyle = {}): TextRun {
  return new TextRun({ text: printable(content).replaceAll('\n', ' '), font: FONT, size: SIZE, ...style });
}

/** A box, ticked or not. Times New Roman has none; a named font keeps Word from choosing one without them. */
export function tick(ticked: boolean, size = SIZE): TextRun {
  return new TextRun({ text: ticked ? '☒' : '☐', font: 'Segoe UI Symbol', size });
}

export function line(children: readonly TextRun[], alignment: Alignment = AlignmentType.LEFT): Paragraph {
  return new Paragraph({ alignment, children: [...children] });
}

export function centred(content: string, style: RunStyle = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 40 }, children: [text(content, style)] });
}

export function plain(content: string): Paragraph {
  return line([text(content)]);
}

/** What a person wrote, a paragraph for each of its lines. */
export function prose(content: string): Paragraph[] {
  return printable(content)
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => plain(one));
}

export function heading(content: string): Paragraph {
  return new Paragraph({
    spacing: { before: 80, after: 40 },
    keepNext: true,
    children: [text(content, { bold: true })],
  });
}

export function entry(label: string, value: string, strong = false): Paragraph {
  return line([text(`${label}: `, strong ? { bold: true } : {}), text(value)]);
}

/** "label: ☐" with the box before the label, for lists of papers. */
export function ticked(label: string, is: boolean): Paragraph {
  return line([tick(is), text(` ${label}`)]);
}

/** Dotted lines to write on, from margin to margin. */
export function dots(lines: number): Paragraph[] {
  const toMargin = { type: TabStopType.RIGHT, position: mm(WIDTH), leader: LeaderType.DOT };
  return Array.from(
    { length: lines },
    () => new Paragraph({ tabStops: [toMargin], children: [new TextRun({ children: [new Tab()], size: SIZE })] }),
  );
}

/** A line of a table's cell, close to the next. */
export function tight(children: readonly TextRun[]): Paragraph {
  return new Paragraph({ spacing: { after: 0, line: 240 }, children: [...children] });
}

export function small(content: string, style: RunStyle = {}): TextRun {
  return text(content, { size: SMALL, ...style });
}

export function smallTick(is: boolean): TextRun {
  return tick(is, SMALL);
}

/** A ruled table whose first row comes again on every page. @param widths Millimetres. */
export function ruledTable(
  widths: readonly number[],
  head: readonly string[],
  rows: readonly (readonly (readonly Paragraph[])[])[],
): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, one) => sum + mm(one), 0), type: WidthType.DXA },
    columnWidths: widths.map(mm),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((one) =>
          ruledCell([
            new Paragraph({
              alignment: AlignmentType.CENTER,
              spacing: { after: 0 },
              children: [small(one, { bold: true })],
            }),
          ]),
        ),
      }),
      ...rows.map((cells) => new TableRow({ children: cells.map((children) => ruledCell(children)) })),
    ],
  });
}

/** Cells of the page's two halves, side by side, with a border around each. */
export function halves(cells: readonly (readonly Paragraph[])[]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [mm(83), mm(83)],
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children) =>
            new TableCell({ children: [...children], margins: { top: 60, bottom: 60, left: 120, right: 120 } }),
        ),
      }),
    ],
  });
}

/** Cells side by side without borders, the right one wider. */
function borderless(cells: readonly (readonly Paragraph[])[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [mm(70), mm(96)],
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children) => new TableCell({ children: [...children], borders, verticalAlign: VerticalAlign.TOP }),
        ),
      }),
    ],
  });
}

function ruledCell(children: readonly Paragraph[]): TableCell {
  return new TableCell({ children: [...children], margins: { top: 40, bottom: 40, left: 80, right: 80 } });
}

function footer(note: string): Footer {
  const style = { italics: true, size: 18 };
  const page = new TextRun({
    children: ['   –   trang ', PageNumber.CURRENT, '/', PageNumber.TOTAL_PAGES],
    font: FONT,
    ...style,
  });
  return new Footer({ children: [line([text(note, style), page], AlignmentType.RIGHT)] });
}

function mm(value: number): number {
  return convertMillimetersToTwip(value);
}
