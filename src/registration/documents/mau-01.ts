import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { unitByCode, unitTitle } from '../../language/places.ts';
import { productSet } from '../product-sets.ts';
import { showDate } from '../show-value.ts';
import type { Answers } from '../types.ts';

const FONT = 'Times New Roman';
/** Half points. */
const SIZE = 26;
const BLANK = '…………………';
const PROVINCE = 'Thanh Hóa';
const PROVINCE_CODE = '38';
const SAMPLES = '05 sản phẩm';
const TOURISM = 26;

export interface Mau01Input {
  readonly answers: Answers;
  /** Our own reference, for the footer; the official number is the receiving office's. */
  readonly reference: string;
  /** ISO date. */
  readonly submittedAt: string;
}

/**
 * Mẫu số 01 (QĐ 26/2026 Phụ lục III) as DOCX, with the answers in their places; blank where a person must sign or an
 * office fills in. Answers that the official form does not ask for are not in it.
 */
export async function mau01({ answers, reference, submittedAt }: Mau01Input): Promise<Uint8Array> {
  const year = submittedAt.slice(0, 4);
  const document = new Document({
    creator: 'OCOP Thanh Hóa',
    title: 'Phiếu đăng ký đánh giá, phân hạng sản phẩm OCOP (Mẫu số 01)',
    styles: {
      default: { document: { run: { font: FONT, size: SIZE }, paragraph: { spacing: { after: 60, line: 264 } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
            margin: { top: mm(16), bottom: mm(16), left: mm(25), right: mm(18) },
          },
        },
        footers: { default: footer(reference, submittedAt) },
        children: [
          line([text('Mẫu số 01', { bold: true })], AlignmentType.RIGHT),
          centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { bold: true }),
          centred('Độc lập - Tự do - Hạnh phúc', { bold: true, underline: {} }),
          centred('', {}),
          centred('PHIẾU ĐĂNG KÝ', { bold: true, size: 30 }),
          centred('THAM GIA ĐÁNH GIÁ, PHÂN HẠNG SẢN PHẨM OCOP', { bold: true }),
          centred(`(Tỉnh ${PROVINCE}, năm ${year})`, { italics: true }),
          ...body(answers, year),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

function body(answers: Answers, year: string): (Paragraph | Table)[] {
  const set = typeof answers['product.set'] === 'number' ? productSet(answers['product.set']) : null;
  return [
    heading('1. Thông tin chủ thể'),
    entry('1.1. Tên đơn vị', shown(answers['applicant.name'])),
    entry('1.2. Họ và tên người đại diện theo pháp luật', shown(answers['applicant.representative'])),
    entry('1.3. Chức vụ', shown(answers['applicant.position'])),
    entry('1.4. Địa chỉ liên hệ', address(answers)),
    entry('1.5. Điện thoại', shown(answers['applicant.phone'])),
    entry('1.6. Email', shown(answers['applicant.email'])),
    entry('2. Tên sản phẩm', shown(answers['product.name']), true),
    heading('3. Nhóm sản phẩm đăng ký'),
    entry('Ngành', set?.industry ?? BLANK),
    entry('Nhóm', set?.group ?? BLANK),
    entry('Phân nhóm (bộ sản phẩm)', set ? `${set.name} (bộ ${set.number})` : BLANK),
    heading('4. Lần đăng ký đánh giá'),
    boxes(String(answers['registration.kind'] ?? '')),
    heading('5. Tài liệu kèm theo'),
    plain('- Báo cáo đánh giá về sản phẩm theo Bộ tiêu chí: bản gốc và bản điện tử.'),
    plain(
      `- Sản phẩm mẫu (số lượng): ${answers['product.set'] === TOURISM ? 'không áp dụng với dịch vụ du lịch' : SAMPLES}.`,
    ),
    heading('6. Cam đoan'),
    plain('Chúng tôi cam đoan các thông tin trong phiếu này là đúng sự thật và chịu trách nhiệm về các thông tin đó.'),
    signature(),
    heading('PHẦN DÀNH CHO CƠ QUAN QUẢN LÝ'),
    offices(answers, year),
  ];
}

function shown(value: unknown): string {
  return value === undefined ? BLANK : String(value);
}

function address(answers: Answers): string {
  const unit = unitByCode(String(answers['applicant.unit'] ?? ''));
  const parts = [
    answers['applicant.address'],
    unit && unitTitle(unit).replace(/^./u, (c) => c.toLowerCase()),
    `tỉnh ${PROVINCE}`,
  ];
  return parts[0] === undefined && !unit ? BLANK : parts.filter(Boolean).join(', ');
}

function boxes(kind: string): Paragraph {
  const options = [
    ['lan-dau', 'Lần đầu'],
    ['nang-hang', 'Nâng hạng'],
    ['danh-gia-lai', 'Đánh giá lại'],
  ] as const;
  return line(
    options.flatMap(([id, label]) => [
      text(`${label} `),
      // Times New Roman has no ballot boxes; a named font keeps Word from choosing one without them.
      new TextRun({ text: id === kind ? '☒' : '☐', font: 'Segoe UI Symbol', size: SIZE }),
      text('        '),
    ]),
  );
}

function signature(): Table {
  return borderless([
    [
      [plain('')],
      [
        centred(`………, ngày … tháng … năm ………`, { italics: true }),
        centred('ĐẠI DIỆN CHỦ THỂ', { bold: true }),
        centred('(Ký, đóng dấu, ghi rõ họ tên)', { italics: true }),
        plain(''),
        plain(''),
      ],
    ],
  ]);
}

/** The two receiving offices' parts, left blank but for the fixed pieces of the number. */
function offices(answers: Answers, year: string): Table {
  const unit = unitByCode(String(answers['applicant.unit'] ?? ''));
  const commune = unit ? `UBND ${unitTitle(unit).toUpperCase()}` : 'UBND CẤP XÃ';
  const numbered = (name: string, number: string): Paragraph[] => [
    centred(name, { bold: true }),
    plain(number),
    plain('Ngày nhận: …………………………'),
    plain('Người tiếp nhận: ……………………'),
    centred('(Ký, đóng dấu)', { italics: true }),
    plain(''),
  ];
  const cells = [
    numbered(commune, `Phiếu số: ………/PĐK-${PROVINCE_CODE}-${unit?.code ?? '………'}-${year}`),
    numbered('CƠ QUAN OCOP CẤP TỈNH', `Phiếu số: ………/PĐK-${PROVINCE_CODE}-${year}`),
  ];
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [mm(83), mm(83)],
    rows: [
      new TableRow({
        cantSplit: true,
        children: cells.map(
          (children) => new TableCell({ children, margins: { top: 60, bottom: 60, left: 120, right: 120 } }),
        ),
      }),
    ],
  });
}

function borderless(rows: readonly (readonly (readonly Paragraph[])[])[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const borders = { top: none, bottom: none, left: none, right: none };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [mm(70), mm(96)],
    borders: { ...borders, insideHorizontal: none, insideVertical: none },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children) => new TableCell({ children: [...children], borders, verticalAlign: VerticalAlign.TOP }),
          ),
        }),
    ),
  });
}

function footer(reference: string, submittedAt: string): Footer {
  const note = `Mã phiếu của trợ lý OCOP: ${reference} (lập ngày ${showDate(submittedAt.slice(0, 10))})`;
  return new Footer({ children: [line([text(note, { italics: true, size: 18 })], AlignmentType.RIGHT)] });
}

type RunStyle = Omit<Exclude<ConstructorParameters<typeof TextRun>[0], string>, 'text' | 'children'>;

function text(content: string, style: RunStyle = {}): TextRun {
  return new TextRun({ text: content, font: FONT, size: SIZE, ...style });
}

function line(
  children: ParagraphChild[],
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
): Paragraph {
  return new Paragraph({ alignment, children });
}

function centred(content: string, style: RunStyle): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { after: 40 }, children: [text(content, style)] });
}

function plain(content: string): Paragraph {
  return line([text(content)]);
}

function heading(content: string): Paragraph {
  return new Paragraph({
    spacing: { before: 80, after: 40 },
    keepNext: true,
    children: [text(content, { bold: true })],
  });
}

function entry(label: string, value: string, strong = false): Paragraph {
  return line([text(`${label}: `, strong ? { bold: true } : {}), text(value)]);
}

function mm(value: number): number {
  return convertMillimetersToTwip(value);
}
