import { fold } from '../language/fold.ts';
import { repair } from '../language/repair.ts';
import { tidy } from '../language/text.ts';
import { SPEECH } from './speech.ts';
import type { Choice } from './types.ts';
import { wordsOf } from './words.ts';

const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/^(?:cai |so |y |muc |dap an |lua chon |o )?(?:thu )?(?:nhat|dau|dau tien|1|mot|tren|tren cung)$/, 0],
  [/^(?:cai |so |y |muc |dap an |lua chon |o )?(?:thu )?(?:hai|nhi|2|duoi)$/, 1],
  [/^(?:cai |so |y |muc |dap an |lua chon |o )?(?:thu )?(?:ba|3)$/, 2],
  [/^(?:cai |so |y |muc |dap an |lua chon |o )?(?:thu )?(?:tu|bon|4)$/, 3],
  [/^(?:cai |so |y |muc |dap an |lua chon |o )?(?:thu )?(?:nam|5)$/, 4],
];
const LAST = /^(?:cai |so |y |muc )?(?:cuoi|cuoi cung|sau cung)$/;
const SMALL = new Set(
  [
    ...SPEECH.particles,
    ...SPEECH.yes,
    'xã',
    'phường',
    'thị trấn',
    'bộ',
    'là',
    'ở',
    'chọn',
    'lấy',
    'ý',
    'số',
    'cũ',
    'mới',
    'bây giờ',
    'nay',
  ].flatMap((phrase) => wordsOf(fold(phrase)).map((word) => word.text)),
);

/**
 * The one choice that the text picks among those offered: its number, its label or a part of it that only one label has,
 * folded, or "cái thứ hai". Null when none or several fit; a bare "đúng" picks only when one choice is offered.
 */
export function pickChoice(choices: readonly Choice[], text: string): Choice | null {
  const raw = tidy(text);
  const folded = fold(repair(raw))
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
  if (folded === '' || choices.length === 0) return null;
  const number = /^(?:bo |so |nhom |lay |chon )?(\d{1,2})(?: sao)?$/.exec(folded)?.[1];
  const numbered = number === undefined ? undefined : choices.find((one) => one.value === Number(number));
  if (numbered) return numbered;
  const exact = choices.filter((one) => fold(one.label) === fold(raw) || one.value === raw);
  if (exact[0]) return exact[0];
  const marked = choices.filter((one) => bare(one.label).toLowerCase() === bare(raw).toLowerCase());
  if (marked.length === 1 && marked[0]) return marked[0];
  const core = wordsOf(folded)
    .map((word) => word.text)
    .filter((word) => !['dung', 'u', 'vang', 'da', 'roi', 'a', 'chon', 'lay', 'nhe', 'em', 'anh'].includes(word))
    .join(' ');
  if (LAST.test(core)) return choices.at(-1) ?? null;
  for (const [pattern, index] of ORDINALS) if (pattern.test(core)) return choices[index] ?? null;
  return byWords(choices, raw, folded);
}

function bare(label: string): string {
  return label
    .replace(/^(?:xã|phường|thị trấn) /iu, '')
    .replace(/[.!?]+$/u, '')
    .trim();
}

function byWords(choices: readonly Choice[], raw: string, folded: string): Choice | null {
  const said = wordsOf(folded)
    .map((word) => word.text)
    .filter((word) => !SMALL.has(word));
  if (said.length === 0)
    return choices.length === 1 && /^(?:dung|u|vang|da|ok|phai|chuan|duoc)\b/.test(folded)
      ? (choices[0] ?? null)
      : null;
  const scored = choices.map((choice) => {
    const label = wordsOf(fold(choice.label))
      .map((word) => word.text)
      .filter((word) => !SMALL.has(word));
    const hits = said.filter((word) => label.includes(word)).length;
    const marks = wordsOf(raw.toLowerCase()).filter((word) =>
      wordsOf(choice.label.toLowerCase()).some((other) => other.text === word.text),
    ).length;
    return { choice, hits, cover: hits / Math.max(1, label.length), marks };
  });
  const best = [...scored].sort((a, b) => b.hits - a.hits || b.marks - a.marks || b.cover - a.cover);
  const [first, second] = best;
  if (!first || first.hits === 0 || first.hits < Math.min(said.length, 2) / 2) return null;
  const tied = second && second.hits === first.hits && second.marks === first.marks && second.cover === first.cover;
  return tied ? null : first.choice;
}
