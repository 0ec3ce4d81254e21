import { fold } from '../../language/fold.ts';
import { leadingYes } from '../answers.ts';
import { PRODUCT_SETS, productSet, setsNamed, suggestionsFor, suggestSets } from '../product-sets.ts';
import type { Choice, Reading } from '../types.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

/**
 * The set: by number, by its name or a group's name, or a yes to our suggestion. A group of several sets takes our
 * suggestion within it; a product's word alone ("kẹo") is asked back unless we had suggested the same.
 */
export const readProductSet: Reader = (_field, span, text, context) => {
  const suggested = suggestionsFor(context.answers).map((one) => one.set);
  const [best] = suggested;
  const number = numberSaid(text);
  if (number !== null) {
    if (number >= 1 && number <= 26) return value(number, span.text);
    return invalid('range', 'Có 26 bộ sản phẩm, đánh số từ 1 đến 26. Ví dụ: bộ 7. Chưa chắc thì gõ "chưa rõ".');
  }
  const answer = leadingYes(text);
  const named = setsNamed(text);
  if (named.length === 1 && named[0] !== undefined) return value(named[0], span.text);
  if (named.length > 1) {
    const within =
      suggested.find((set) => named.includes(set)) ?? suggestSets(text).find((one) => named.includes(one.set))?.set;
    return within === undefined ? choose(named, span.text) : value(within, span.text);
  }
  const [spoken] = suggestSets(text);
  if (spoken && spoken.set === best) return value(best, span.text);
  if (answer === true && best !== undefined) return value(best, span.text);
  if (answer === false) return otherSets(suggested, span.text);
  if (spoken && context.mode === 'asked') {
    return {
      kind: 'confirm',
      text: `Tôi xếp vào bộ ${spoken.set}: ${spoken.name}. Đúng không ạ?`,
      value: spoken.set,
      words: span.text,
    };
  }
  return NONE;
};

function numberSaid(text: string): number | null {
  const match = /^(?:.*\b(?:bo|nhom|so|set)\s*(?:so\s*|thu\s*)?)?(\d{1,3})\b/.exec(fold(text).trim());
  return match ? Number(match[1]) : null;
}

function choose(sets: readonly number[], words: string): Reading {
  const choices: Choice[] = sets.flatMap((set) => {
    const known = productSet(set);
    return known ? [{ value: set, label: `Bộ ${set}: ${known.name}` }] : [];
  });
  return { kind: 'choose', text: 'Nhóm này có mấy bộ, anh/chị chọn giúp tôi:', choices, words };
}

function otherSets(suggested: readonly number[], words: string): Reading {
  const [, ...others] = suggested;
  const [first] = suggested;
  const neighbours = PRODUCT_SETS.filter(
    (one) => one.industry === productSet(first ?? 0)?.industry && one.number !== first,
  ).map((one) => one.number);
  const sets = [...new Set([...others, ...neighbours])].slice(0, 10);
  if (sets.length === 0) return NONE;
  const reading = choose(sets, words);
  return reading.kind === 'choose'
    ? { ...reading, text: 'Vậy sản phẩm thuộc bộ nào? Anh/chị chọn, hoặc gõ "chưa rõ" để cán bộ xếp:' }
    : reading;
}
