import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fold } from '../language/fold.ts';
import { isUnmarked } from '../language/unmarked.ts';
import { fieldDefinition } from './form-definition.ts';
import type { FieldId } from './types.ts';
import { type Span, type Word, wordsOf } from './words.ts';

const list = z.array(z.string().min(1));
const PHRASES = z
  .strictObject({
    leads: list,
    tails: list,
    soft_tails: list,
    introductions: z.record(z.string(), list),
    titles: list,
    yes: list,
    no: list,
    particles: list,
    leaveStrong: list,
    leaveWeak: list,
    leaveNone: list,
  })
  .parse(JSON.parse(readFileSync(new URL('./data/phrases.json', import.meta.url), 'utf8')));

/** Ways of speaking around an answer (data/phrases.json). */
export const SPEECH = PHRASES;

const EMOJI = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u200D)+/gu;

/** Text without emoji and with single spaces, as it is stored. */
export function cleanText(text: string): string {
  return text
    .replace(EMOJI, ' ')
    .replace(/[ \n]+/g, ' ')
    .replace(/ ([,.;])/g, '$1')
    .trim();
}

/** A phrase as its words, marked and folded, so that it can stand at the edge of an answer. */
interface Edge {
  readonly marked: readonly string[];
  readonly folded: readonly string[];
}

function edges(phrases: readonly string[]): Edge[] {
  return phrases
    .map((phrase) => wordsOf(phrase))
    .map((words) => ({ marked: words.map((w) => w.text.toLowerCase()), folded: words.map((w) => w.folded) }))
    .sort((a, b) => b.marked.length - a.marked.length);
}

const LEADS = edges(SPEECH.leads);
const TAILS = edges(SPEECH.tails);
const SOFT_TAILS = new Set(SPEECH.soft_tails);
const INTRODUCTIONS = new Map(Object.entries(SPEECH.introductions).map(([name, phrases]) => [name, edges(phrases)]));
const TITLES = new Set(SPEECH.titles);
const mentionEdges = new Map<FieldId, Edge[]>();

function mentionsOf(field: FieldId): Edge[] {
  const known = mentionEdges.get(field);
  if (known) return known;
  const made = edges(fieldDefinition(field).mentions);
  mentionEdges.set(field, made);
  return made;
}

/**
 * The part of the text that is the answer itself: what leads in ("dạ", "tên anh là", "xin sửa: người đại diện là"), what
 * trails ("em nhé", "ạ", "mới đúng"), emoji and marks at the edges are left out. Offsets refer to `text`.
 * Marks must agree ("sữa" is no "sửa"); in text typed without marks, one short word alone is only left out before a comma or colon.
 */
export function answerSpan(text: string, field: FieldId): Span {
  const words = wordsOf(text);
  const unmarked = isUnmarked(text);
  const introductions = INTRODUCTIONS.get(fieldDefinition(field).reader) ?? [];
  let first = 0;
  let last = words.length;
  for (let moved = true; moved && first < last; ) {
    const next =
      afterMention(text, words, first, last, mentionsOf(field), unmarked) ??
      afterEdge(text, words, first, last, introductions, unmarked, true) ??
      afterEdge(text, words, first, last, LEADS, unmarked, false);
    moved = next !== null && next < last;
    if (next !== null && next < last) first = next;
  }
  for (let moved = true; moved && first < last; ) {
    const next = beforeTail(text, words, first, last, unmarked);
    moved = next !== null && next > first;
    if (next !== null && next > first) last = next;
  }
  const start = words[first]?.start ?? 0;
  const end = words[last - 1]?.end ?? text.length;
  return { start, end: extendClosing(text, end), text: text.slice(start, extendClosing(text, end)) };
}

/** A closing bracket, quote or percent sign belongs to the word before it. */
function extendClosing(text: string, end: number): number {
  const match = /^[)%]+/.exec(text.slice(end));
  return end + (match?.[0].length ?? 0);
}

function matches(edge: Edge, words: readonly Word[], at: number, unmarked: boolean): boolean {
  return edge.marked.every((_, i) => {
    const word = words[at + i];
    return (
      word !== undefined && (unmarked ? word.folded === edge.folded[i] : word.text.toLowerCase() === edge.marked[i])
    );
  });
}

function afterEdge(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
  known: readonly Edge[],
  unmarked: boolean,
  loose: boolean,
): number | null {
  for (const edge of known) {
    const next = first + edge.marked.length;
    if (next > last || !matches(edge, words, first, unmarked)) continue;
    const lone = unmarked && edge.marked.length === 1 && !(loose && (edge.folded[0] ?? '').length > 3);
    if (lone && !/^\s*[,:;]/.test(text.slice(words[next - 1]?.end))) continue;
    return next;
  }
  return null;
}

/** The field's own name in front counts as a lead only with "là", "thành" or a colon after it. */
function afterMention(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
  known: readonly Edge[],
  unmarked: boolean,
): number | null {
  for (const edge of known) {
    const next = first + edge.marked.length;
    if (next >= last || !matches(edge, words, first, unmarked)) continue;
    const link = words[next]?.text ?? '';
    // Small letters only: "khu phố Thành Sơn" is a name.
    if (link === 'là' || link === 'thành' || (unmarked && (link === 'la' || link === 'thanh'))) return next + 1;
    if (/^\s*:/.test(text.slice(words[next - 1]?.end))) return next;
  }
  return null;
}

function beforeTail(
  text: string,
  words: readonly Word[],
  first: number,
  last: number,
  unmarked: boolean,
): number | null {
  for (const edge of TAILS) {
    const next = last - edge.marked.length;
    if (next < first || !matches(edge, words, next, unmarked)) continue;
    const lone = unmarked && edge.marked.length === 1 && !['nhe', 'nha', 'nhen'].includes(edge.folded[0] ?? '');
    if (lone && !/[,;.]\s*$/.test(text.slice(0, words[next]?.start))) continue;
    return next;
  }
  const [before, end] = [words[last - 2], words[last - 1]];
  const vocative = end !== undefined && before !== undefined && SOFT_TAILS.has(end.text) && last - first >= 3;
  if (vocative && (/^\p{Lu}/u.test(before.text) || /,\s*$/.test(text.slice(0, end.start)))) return last - 1;
  return null;
}

/** Leaves out "ông", "bà", "anh" … before a name of at least two more words. */
export function withoutTitle(span: Span): Span {
  const words = wordsOf(span.text);
  const [title, next] = words;
  if (!title || !next || words.length < 3) return span;
  const lower = title.text.toLowerCase();
  // "Ông" and "Cô" with a capital are also family names; before a capitalised name they are read as titles all the same.
  if (!TITLES.has(lower)) return span;
  return { start: span.start + next.start, end: span.end, text: span.text.slice(next.start) };
}

const DENIED_AFTER = /^(.+?)[\s,;.(-]+(?:chứ |chu )?(?:không|khong|ko|hông|nỏ|chẳng) phải (?:là |la )?(?:.+)$/isu;
const DENIED_BEFORE =
  /^(.*?)(?:không|khong|ko|hông|nỏ|chẳng) phải (?:là |la )?(?:.+?)(?:,? ?(?:mà|ma) (?:là |la |phải là )?|,\s*(?:là |la )?)(.+)$/isu;

/** "Tường, không phải Tùng" → "Tường"; "không phải Tùng mà là Tường" → "Tường". Offsets refer to `text`. */
export function withoutDenied(text: string): Span {
  const after = DENIED_AFTER.exec(text);
  const kept = after?.[1]?.trimEnd();
  if (kept && /[\p{L}\p{N}]/u.test(kept) && !isOnlySpeech(kept)) return { start: 0, end: kept.length, text: kept };
  const before = DENIED_BEFORE.exec(text);
  const rest = before?.[2];
  if (rest && /[\p{L}\p{N}]/u.test(rest)) return { start: text.length - rest.length, end: text.length, text: rest };
  return { start: 0, end: text.length, text };
}

function isOnlySpeech(text: string): boolean {
  const particles = new Set(SPEECH.particles.map(fold));
  return wordsOf(text).every((word) => particles.has(word.folded));
}
