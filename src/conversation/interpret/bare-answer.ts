import { findPersonName } from '../../registration/person-name.ts';
import { isProductWord, suggestionsFor } from '../../registration/product-sets.ts';
import { findAnswers } from '../../registration/read-all.ts';
import { contentWords, plainWords } from './phrases.ts';
import type { Said } from './said.ts';

/** A product's name is short; more words ask or tell something about it. */
const WORDS_OF_A_PRODUCT = 4;
/** What the programme is about: such a word alone is a topic to look up. */
const TOPIC =
  /\b(?:ocop|ho so|phieu|mau|sao|bo|nhom|tieu chi|diem|dieu kien|giay|quy dinh|nghi dinh|quyet dinh|ho tro|han|dot|hang|chuong trinh|san pham|chu the|quy trinh|thu tuc)\b/;
const POSITION =
  /^(?:chu (?:ho|co so|trang trai|nhiem|tich)|(?:pho )?(?:giam doc|chu nhiem)|(?:to|nhom) truong|ke toan)(?: (?:htx|hop tac xa|cong ty))?$/;

/** A bare name, position or product where nothing was asked: an answer without its question, nothing to look up. */
export function isBareAnswer(said: Said, today: string): boolean {
  const words = contentWords(said.plain);
  if (words.length === 0 || TOPIC.test(said.plain)) return false;
  if (POSITION.test(said.plain) || findPersonName(said.text) === said.text) return true;
  if (isProductWord(said.text)) return true;
  if (words.length <= WORDS_OF_A_PRODUCT && suggestionsFor({ 'product.name': said.text }).length > 0) return true;
  const [only, second] = findAnswers(said.text, { today, answers: {}, mode: 'volunteered' });
  return only !== undefined && second === undefined && isAllOf(only, said.text);
}

function isAllOf(found: { readonly start: number; readonly end: number }, text: string): boolean {
  return contentWords(plainWords(`${text.slice(0, found.start)} ${text.slice(found.end)}`)).length === 0;
}
