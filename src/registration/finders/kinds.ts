import { fold } from '../../language/fold.ts';
import { readAnswer } from '../read-answer.ts';
import type { FoundAnswer, ReadingContext } from '../types.ts';

/** Words that begin to speak of oneself; a kind elsewhere is a buyer, a neighbour or a partner. */
const SELF =
  /(?:^|[,;.!] ?|\b(?:la|cua|ben|thuoc|dai dien|giam doc|chu nhiem|to truong|loai hinh(?: la)?|dang ky theo|theo loai hinh|cho|dai dien cho|toi co|em co|minh co) )(?:(?:toi|em|anh|chi|minh|tui|tau|chung toi|bon em|bon toi|ben em|ben toi|nha toi|nha em) )?(htx|hop tac xa|to hop tac|tht|cong ty|cty|doanh nghiep|trang trai|ho (?:kinh doanh|gia dinh|san xuat|ca the|lam|nuoi|trong|nau|dan|det)|(?:nhom|to) (?:toi|em|minh|ho)|nha (?:toi|em|minh|tau|tui|anh|chi|chau) (?:lam|man|nuoi|trong|nau|dan|det))\b/;
/** Nobody else is called so in passing: "tôi tên là Lê Thị Hoa hộ kinh doanh ở xã …". */
const HOUSEHOLD = /\b(ho (?:kinh doanh|gia dinh|san xuat))\b/;
const OTHERS = /(?:ban|mua|nhap|voi|cac|may|hop dong|giao|ky|giup)(?: [a-z]+)? $/;

/** The kind of applicant, when the sentence says it of the speaker: "cty e đk …", "hộ làm bánh gai", "giỏ mây tre của hợp tác xã". */
export function findKinds(text: string, context: ReadingContext): FoundAnswer[] {
  const folded = fold(text);
  const match = SELF.exec(folded) ?? HOUSEHOLD.exec(folded);
  const kind = match?.[1];
  if (!match || !kind) return [];
  const start = match.index + match[0].length - kind.length;
  if (OTHERS.test(folded.slice(0, start))) return [];
  const end = start + kind.length;
  const reading = readAnswer('applicant.kind', text.slice(start, end), context);
  if (reading.kind !== 'value') return [];
  // "tập đoàn" or "doanh nghiệp lớn" in the same breath is for the question itself.
  if (readAnswer('applicant.kind', text, { ...context, mode: 'asked' }).kind === 'barred') return [];
  return [{ field: 'applicant.kind', reading: { ...reading, words: text.slice(start, end) }, start, end }];
}
