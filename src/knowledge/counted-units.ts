import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { readData } from './read-data.ts';
import { roleOf } from './terms.ts';
import { markedForm, type Word, words } from './words.ts';

const data = readData(
  'counted-units.yaml',
  z.strictObject({
    any: z.array(z.string()),
    units: z.array(z.strictObject({ asks: z.array(z.string()).min(1), holds: z.array(z.string()).min(1) })),
  }),
);

const NUMBER = '(?:\\d|(?<!\\p{L})(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))';
/** Words that may stand between a number and what it counts ("3 lớp tập huấn", "05 bộ sản phẩm"). */
const BETWEEN = '(?:\\s+(?!cho )\\p{L}+){0,2}?\\s*';

type Counts = (statement: string) => boolean;

/** For nouns that say nothing of what is counted ("mấy kiểu"). */
const countsAnything: Counts = (statement) => new RegExp(NUMBER, 'iu').test(statement);

const units = new PhraseFinder<Counts>([
  ...data.units.flatMap(({ asks, holds }) => asks.map((unit) => [unit, countsUnits(holds)] as const)),
  ...data.any.map((unit) => [unit, countsAnything] as const),
]);

/** True when the question wants something counted that none of the statements counts. */
export function lacksCount(question: Pick<Question, 'words'>, statements: readonly string[]): boolean {
  return countedAt(question).some((start) => {
    const counts = wanted(question, start);
    return counts !== null && counts !== countsAnything && !statements.some(counts);
  });
}

/** Where the words begin that name what is to be counted: behind "mấy" or "bao nhiêu". */
function countedAt({ words: text }: Pick<Question, 'words'>): number[] {
  return text.flatMap(({ folded, marked }, at) => {
    const asks = marked === 'mây1' || (folded === 'nhieu' && text[at - 1]?.folded === 'bao');
    return asks && !countsNothing(text, at) ? [at + 1] : [];
  });
}

/** What asks for something else than a number. */
const ASKS_OTHERWISE = new Set(['ai', 'nào', 'gì', 'chi', 'đâu', 'mô', 'sao', 'răng'].map(markedForm));

/**
 * "Mấy năm rồi" tells and asks nothing; "mấy năm nào" asks which; beside another word that asks, "mấy" is some: "ai lo mấy chỗ bày bán",
 * "mấy ông giáo sư làm gì".
 */
export function countsNothing(text: readonly Word[], at: number): boolean {
  if (/^(?:roi|nay|nao)$/.test(text[at + 2]?.folded ?? '')) return true;
  return text[at]?.folded === 'may' && text.some(({ marked }) => ASKS_OTHERWISE.has(marked));
}

/** What a statement must count; null where nothing is named. */
function wanted({ words: text }: Pick<Question, 'words'>, start: number): Counts | null {
  const hits = units.find(text).filter((hit) => hit.start === start);
  const [first] = hits;
  if (first) return hits.reduce((best, hit) => (hit.end > best.end ? hit : best), first).value;
  const noun = text[start];
  // Without marks "may" may be another word, and what follows no noun.
  const sure = noun && text[start - 1]?.origin === 'own' && roleOf(noun) === 'content' && noun.folded.length > 1;
  return sure ? countsWord(noun) : null;
}

function countsUnits(nouns: readonly string[]): Counts {
  const counted = new RegExp(`${NUMBER}${BETWEEN}(?:${nouns.join('|')})(?!\\p{L})`, 'iu');
  return (statement) => counted.test(statement);
}

function countsWord(noun: Word): Counts {
  return (statement) => {
    const told = words(statement);
    return told.some(
      ({ folded }, at) =>
        /^\d+$/.test(folded) && told.slice(at + 1, at + 4).some(({ marked }) => marked === noun.marked),
    );
  };
}
