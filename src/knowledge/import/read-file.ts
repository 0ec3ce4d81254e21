import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import mammoth from 'mammoth';
import { type Block, blocksFromText } from './blocks.ts';
import { countUnseen } from './clean.ts';
import { blocksFromHtml } from './html.ts';
import { textFromPdf } from './pdf.ts';
import { sizesHold, type ZipEntry, zipEntries } from './zip.ts';

/** Why a file could not be read; `text` is what the officer is told, in Vietnamese, with what to do. */
export type ImportProblem =
  | 'missing'
  | 'empty'
  | 'too-large'
  | 'too-long'
  | 'unpacks-too-large'
  | 'unknown-type'
  | 'old-word'
  | 'locked'
  | 'macro'
  | 'broken'
  | 'no-text';

export type ReadFileOutcome =
  /** `unseen`: invisible characters that were left out. */
  | { readonly kind: 'read'; readonly blocks: readonly Block[]; readonly unseen: number }
  | { readonly kind: 'refused'; readonly problem: ImportProblem; readonly text: string };

/** Bytes. A plan with its appendices is well under 5 MB; more is a scan or a mistake. */
export const MAX_IMPORT_BYTES = 20 * 1024 * 1024;
/** Bytes a DOCX may unpack to: a small file that unpacks to more is a zip bomb. */
const MAX_UNPACKED_BYTES = 100 * 1024 * 1024;
/** Bytes of XML in it: all of it becomes objects in memory, some fifty times as large. */
const MAX_XML_BYTES = 16 * 1024 * 1024;
/** Characters of text. Some 1,500 pages; more is a data file, and every process would hold it in its index. */
const MOST_TEXT = 3_000_000;
/** Fewer characters than this in the whole file means that there is no text layer to read. */
const LEAST_TEXT = 200;

const TEXTS: Record<ImportProblem, string> = {
  missing: 'Không tìm thấy tệp này. Kiểm tra lại đường dẫn.',
  empty: 'Tệp trống, không có nội dung. Hãy kiểm tra lại tệp đã chép đủ chưa.',
  'too-large': 'Tệp lớn hơn 20 MB. Hãy bỏ ảnh quét kèm theo hoặc chia văn bản thành nhiều tệp rồi nhập lại.',
  'too-long': 'Văn bản dài quá 3 triệu ký tự. Hãy chia thành nhiều tệp, mỗi tệp một văn bản, rồi nhập lại.',
  'unpacks-too-large':
    'Tệp nén bung ra lớn bất thường nên không nhận. Hãy mở tệp, bỏ ảnh và phần thừa, lưu lại hoặc chia thành nhiều tệp rồi nhập.',
  'unknown-type': 'Chỉ đọc được tệp .docx, .pdf (có chữ), .md và .txt. Hãy lưu lại theo một trong các dạng đó.',
  'old-word': 'Đây là tệp Word đời cũ (.doc). Mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nhập.',
  locked: 'Tệp có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi nhập.',
  macro: 'Tệp có chứa macro nên không nhận. Hãy lưu lại thành .docx không có macro.',
  broken: 'Tệp bị hỏng hoặc không đúng định dạng. Hãy mở thử bằng phần mềm soạn thảo, lưu lại rồi nhập.',
  'no-text':
    'Tệp không có chữ đọc được (có lẽ là bản quét ảnh). Hãy dùng bản gốc có chữ hoặc nhận dạng chữ (OCR) trước.',
};

/** Reads a DOCX, PDF with text, Markdown or plain text file by its content, not its name. Never throws on a bad file. */
export async function readDocumentFile(path: string): Promise<ReadFileOutcome> {
  const info = await stat(path).catch(() => null);
  if (!info?.isFile()) return refuse('missing');
  if (info.size === 0) return refuse('empty');
  if (info.size > MAX_IMPORT_BYTES) return refuse('too-large');
  return readDocument(await readFile(path), path);
}

/** The same of bytes that are at hand. @param name Of the file; its ending tells text from data. */
export async function readDocument(bytes: Buffer, name: string): Promise<ReadFileOutcome> {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > MAX_IMPORT_BYTES) return refuse('too-large');
  const type = typeOf(bytes, extname(name).toLowerCase());
  switch (type) {
    case 'docx':
      return readDocx(bytes);
    case 'pdf':
      return readPdf(bytes);
    case 'text':
      return fromText(decode(bytes));
    case 'old-word':
    case 'locked':
    case 'unknown-type':
      return refuse(type);
    default:
      return type satisfies never;
  }
}

type FileType = 'docx' | 'pdf' | 'text' | 'old-word' | 'locked' | 'unknown-type';

/** Word keeps a DOCX with a password inside a file of its old kind, under this name. */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

function typeOf(bytes: Buffer, extension: string): FileType {
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return 'docx';
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf';
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0')
    return bytes.includes(ENCRYPTED_PACKAGE) ? 'locked' : 'old-word';
  const isText = isUtf16(bytes) || !bytes.subarray(0, 4096).includes(0);
  return isText && ['.md', '.txt', '.text', '.markdown', ''].includes(extension)
    ? 'text'
    : extension === '.docx'
      ? 'docx'
      : 'unknown-type';
}

async function readDocx(bytes: Buffer): Promise<ReadFileOutcome> {
  const entries = zipEntries(bytes);
  if (!entries) return refuse('broken');
  if (entries.some((entry) => /vbaProject/iu.test(entry.name))) return refuse('macro');
  const xml = entries.filter(({ name }) => /\.(?:xml|rels)$/iu.test(name));
  if (unpacked(entries) > MAX_UNPACKED_BYTES || unpacked(xml) > MAX_XML_BYTES) return refuse('unpacks-too-large');
  if (!sizesHold(bytes, entries)) return refuse('broken');
  const html = await mammoth
    .convertToHtml({ buffer: bytes }, { convertImage: mammoth.images.imgElement(async () => ({ src: '' })) })
    .catch(() => null);
  if (!html) return refuse('broken');
  if (html.value.length > 4 * MOST_TEXT) return refuse('too-long');
  return fromBlocks(blocksFromHtml(html.value), countUnseen(html.value));
}

function unpacked(entries: readonly ZipEntry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0);
}

async function readPdf(bytes: Buffer): Promise<ReadFileOutcome> {
  try {
    return fromText(await textFromPdf(bytes));
  } catch (error) {
    return refuse((error as Error).name === 'PasswordException' ? 'locked' : 'broken');
  }
}

/** What Windows calls "Unicode" text: begins with a byte order mark. */
function isUtf16(bytes: Buffer): boolean {
  return /^(?:fffe|feff)/u.test(bytes.subarray(0, 2).toString('hex'));
}

function decode(bytes: Buffer): string | null {
  const encoding = isUtf16(bytes) ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function fromText(text: string | null): ReadFileOutcome {
  if (text === null) return refuse('broken');
  if (text.length > MOST_TEXT) return refuse('too-long');
  return fromBlocks(blocksFromText(text), countUnseen(text));
}

function fromBlocks(blocks: readonly Block[], unseen: number): ReadFileOutcome {
  const characters = charactersOf(blocks);
  if (characters > MOST_TEXT) return refuse('too-long');
  return characters >= LEAST_TEXT ? { kind: 'read', blocks, unseen } : refuse('no-text');
}

function charactersOf(blocks: readonly Block[]): number {
  return blocks.reduce(
    (sum, block) => sum + (block.kind === 'paragraph' ? block.text.length : block.cells.join('').length),
    0,
  );
}

function refuse(problem: ImportProblem): ReadFileOutcome {
  return { kind: 'refused', problem, text: TEXTS[problem] };
}
