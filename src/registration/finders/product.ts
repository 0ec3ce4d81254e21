import { fold } from '../../language/fold.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { findPhrases, phraseIndex } from '../phrases.ts';
import { isProductWord, suggestSets } from '../product-sets.ts';
import type { FoundAnswer, ReadingContext } from '../types.ts';
import { wordsOf } from '../words.ts';
import { SIGNS } from './signs.ts';

const PRODUCTS = phraseIndex(SIGNS.products.map((phrase) => [phrase, true] as const));
const STOPS = new Set(SIGNS.productStops);
const FOLDED_STOPS = new Set(SIGNS.productStops.map(fold));
/** "làm cá thể" tells the form of business, though "cá" is a product. */
const LEGAL_FORM = /^(?:cá thể|ca the|kinh doanh|cá nhân|ca nhan)(?![\p{L}])/iu;
/** Longer names are told, not called. */
const MOST_WORDS = 6;

/** "hộ làm bánh gai", "đăng ký sản phẩm kẹo lạc vừng": words after the sign that name a known product, at least two. */
export function findProduct(text: string, _context: ReadingContext): FoundAnswer[] {
  const unmarked = isUnmarked(text);
  for (const sign of findPhrases(PRODUCTS, text, { marked: !unmarked })) {
    if (isPartOfName(text, sign.start) || isWish(text, sign.start)) continue;
    const name = nameAfter(text, sign.end, unmarked);
    if (!name) continue;
    const value = text.slice(name.start, name.end);
    const [best] = suggestSets(value);
    if (!best || LEGAL_FORM.test(value)) continue;
    return [
      { field: 'product.name', reading: { kind: 'value', value, words: value }, start: name.start, end: name.end },
    ];
  }
  return [];
}

function nameAfter(text: string, from: number, unmarked: boolean): { start: number; end: number } | null {
  const rest = wordsOf(text.slice(from)).map((word) => ({ ...word, start: word.start + from, end: word.end + from }));
  const kept: typeof rest = [];
  for (const word of rest) {
    const before = kept.at(-1)?.end ?? from;
    const gap = text.slice(before, word.start);
    if (kept.length === 0 ? /[^\s:"“]/u.test(gap) : /[^ ]/.test(gap)) break;
    const phrase = text.slice(kept[0]?.start ?? word.start, word.end);
    const stop =
      kept.length > 0 && isProductWord(phrase)
        ? false
        : unmarked
          ? FOLDED_STOPS.has(word.folded)
          : STOPS.has(word.text.toLowerCase());
    if (
      kept.length === 0 &&
      /^(?:lần|đầu|tiên|lan|dau|tien|sản|phẩm|sp|nghề|san|pham|nghe|món|cái|con|loại)$/iu.test(word.text)
    ) {
      kept.length = 0;
      continue;
    }
    if (stop || /^\d/.test(word.text) || kept.length >= MOST_WORDS) break;
    kept.push(word);
  }
  const [first, last] = [kept[0], kept.at(-1)];
  return first && last && kept.length >= 2 ? { start: first.start, end: last.end } : null;
}

/** "cần vay vốn với làm cái nhãn": what help is wanted for is no product. */
function isWish(text: string, start: number): boolean {
  return /\b(?:can|ho tro|giup|vay|xin von)\b/.test(fold(text.slice(0, start)));
}

/** "cơ sở sản xuất nước mắm", "HTX làm nghề": the words belong to the organisation's name. */
function isPartOfName(text: string, start: number): boolean {
  return /(?:cơ sở|co so|hợp tác xã|hop tac xa|htx|công ty|cty|tổ|làng|tên)\s+(?:sản xuất\s+)?$/iu.test(
    text.slice(0, start),
  );
}
