import { fold } from '../language/fold.ts';
import { startsWithSurname } from './person-name.ts';
import { wordsOf } from './words.ts';

const LONGEST_NAME = 6;
/** "ho kinh doanh le thi hoa": what it is, then whose. */
const HOUSEHOLD_OF = /^((?:hộ|ho)(?: (?:sản xuất|san xuat|kinh doanh|gia đình|gia dinh))?) (.+)$/iu;

/** Whoever mixes small letters and capitals has said what they mean. */
const isMixed = (name: string) => name !== name.toLowerCase() && name !== name.toUpperCase();

/** "le thi hoa", "LÊ THỊ HOA" → each word with a capital. */
export function capitaliseName(name: string): string {
  if (isMixed(name)) return name;
  return name.toLowerCase().replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());
}

/** The same of a household called by its head; any other name stands as it was typed: which words are names nobody can tell. */
export function capitaliseHousehold(name: string): string {
  const [, kind, head] = HOUSEHOLD_OF.exec(name) ?? [];
  if (isMixed(name) || !kind || !head || !startsWithSurname(head) || wordsOf(head).length > LONGEST_NAME) return name;
  return `${kind.toLowerCase().replace(/^\p{L}/u, (letter) => letter.toUpperCase())} ${capitaliseName(head)}`;
}

/** Typed without any mark. Some names have none, so it is told, never asked. */
export function unmarkedNote(name: string, edit: string): string | undefined {
  const lower = name.toLowerCase();
  if (fold(lower) !== lower || wordsOf(name).length < 2) return undefined;
  return `Tôi ghi "${name}". Tên có dấu thì anh/chị gõ "${edit}" rồi ghi lại, để giấy tờ in ra cho đúng.`;
}
