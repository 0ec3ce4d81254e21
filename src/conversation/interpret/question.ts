import { compile, PHRASES } from './phrases.ts';
import { formsOf, type Said } from './said.ts';

const PARTICLES: ReadonlySet<string> = new Set(PHRASES.question.particles);
const NEGATION: ReadonlySet<string> = new Set(PHRASES.negation);
const START = compile(PHRASES.question.start.map((pattern) => `^(?:${pattern})(?: |$)`));
const END = compile(PHRASES.question.end.map((pattern) => `(?:^| )(?:${pattern})$`));
const INSIDE = compile(PHRASES.question.inside);
const OPENERS: ReadonlySet<string> = new Set(
  'da a oi em anh chi bac co chu chau ban bot ad the vay con ma thi a/c ac e'.split(' '),
);

/**
 * How much a message looks like a question.
 * - `sure`: a question mark after several words, or it opens as questions open.
 * - `tag`: a statement with "được không", "đúng không" behind it: asks whether the answer will do.
 * - `likely`: question words in the places where questions have them, no question mark.
 * - `no`.
 */
export type QuestionLook = 'sure' | 'tag' | 'likely' | 'no';

/** A plain question; at a closed field a `tag` behind a readable answer is one less. */
export function asks(look: QuestionLook): boolean {
  return look === 'sure' || look === 'tag';
}

const TAG = /(?:^| )(?:duoc|dung|phai|co phai|on|nhu vay duoc) (?:khong|ko|k|chua|hong)$/;

const RANK: Readonly<Record<QuestionLook, number>> = { no: 0, likely: 1, tag: 2, sure: 3 };

export function questionLook(said: Said): QuestionLook {
  let look: QuestionLook = 'no';
  for (const words of formsOf(said)) {
    const one = lookOf(words, said.text);
    if (RANK[one] > RANK[look]) look = one;
  }
  return look;
}

function lookOf(words: string, text: string): QuestionLook {
  const list = words.split(' ').filter(Boolean);
  if (list.length === 0) return 'no';
  const mark = /[?？]/.test(text);
  const core = dropEdges(list);
  const sentence = core.join(' ');
  const starts = START.some((pattern) => pattern.test(sentence));
  const short = core.length <= 24;
  const inside = short && INSIDE.some((pattern) => pattern.test(sentence));
  const ends = short && endsAsQuestion(core, sentence);
  const untagged = sentence.replace(TAG, '');
  if (untagged !== sentence && !starts && !INSIDE.some((pattern) => pattern.test(untagged))) return 'tag';
  if (mark) return list.length >= 2 ? 'sure' : 'likely';
  if (starts && short && core.length >= 3) return 'sure';
  if (inside && ends) return 'sure';
  return inside || ends ? 'likely' : 'no';
}

/** "chưa có gì", "nỏ có giấy chi mô" end like questions but deny; a lone "không" answers. */
function endsAsQuestion(core: readonly string[], sentence: string): boolean {
  if (core.length < 3 || !END.some((pattern) => pattern.test(sentence))) return false;
  const last = core.at(-1) ?? '';
  if (/^(gi|chi|mo|dau|nao|ca|het|may)$/.test(last)) return !core.slice(0, -1).some((word) => NEGATION.has(word));
  return true;
}

function dropEdges(list: readonly string[]): string[] {
  let from = 0;
  let to = list.length;
  while (from < to - 1 && OPENERS.has(list[from] ?? '')) from += 1;
  while (to > from + 1 && PARTICLES.has(list[to - 1] ?? '')) to -= 1;
  return list.slice(from, to);
}
