import { tidy } from '../language/text.ts';
import { fieldDefinition } from './form-definition.ts';
import { readAnswer } from './read-answer.ts';
import type { Answers } from './types.ts';
import { wordsOf } from './words.ts';

/** What a file shows: one of the papers of `idea.documents`, the product itself, or something else. */
export interface Paper {
  readonly id: string;
  readonly label: string;
}

const PRODUCT: Paper = { id: 'san-pham', label: 'Ảnh sản phẩm' };
const OTHER: Paper = { id: 'khac', label: 'Giấy tờ khác' };

const PAPERS: readonly Paper[] = [
  PRODUCT,
  ...(fieldDefinition('idea.documents').choices ?? []).map(({ value, label }) => ({ id: String(value), label })),
  OTHER,
];

export function paperLabel(id: string | null): string {
  return PAPERS.find((paper) => paper.id === id)?.label ?? 'Chưa rõ loại giấy';
}

/** Papers worth offering as buttons: the product, what the person says they have, something else. */
export function likelyPapers(answers: Answers, there: readonly (string | null)[]): readonly Paper[] {
  const declared = answers['idea.documents'];
  const wanted = new Set(['san-pham', ...(Array.isArray(declared) ? (declared as readonly string[]) : []), 'khac']);
  return PAPERS.filter(({ id }) => wanted.has(id) && (id === 'san-pham' || id === 'khac' || !there.includes(id)));
}

// "anh" alone is the person spoken of, not a picture.
const OF_THE_PRODUCT =
  /(?:ảnh|anh (?:chup|san pham|sp|bao bi|mau)|hình|hinh|bao bì|bao bi|mẫu mã|mau ma|sản phẩm|san pham)/iu;
/** A caption longer than this tells something else beside what the file shows. */
const CAPTION_WORDS = 12;

/** "giấy an toàn thực phẩm", "ảnh sản phẩm": what a file shows, in the words of whoever sent it. Null when they say more or nothing of it. */
export function readPaper(text: string, today: string): string | null {
  const said = tidy(text);
  const length = wordsOf(said).length;
  if (length === 0 || length > CAPTION_WORDS || /\d{4}/.test(said)) return null;
  const reading = readAnswer('idea.documents', said, { today, answers: {}, mode: 'volunteered' });
  if (reading.kind === 'value' && Array.isArray(reading.value) && reading.value.length === 1) return reading.value[0];
  if (/(?:giấy tờ khác|giay to khac|giấy khác|giay khac|loại khác|loai khac)/iu.test(said)) return OTHER.id;
  return OF_THE_PRODUCT.test(said) ? PRODUCT.id : null;
}
