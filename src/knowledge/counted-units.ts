import { z } from 'zod';
import { PhraseFinder } from './phrases.ts';
import type { Question } from './question.ts';
import { isNoRelation } from './question-kinds.ts';
import { readData } from './read-data.ts';
import { isHeavy, roleOf } from './terms.ts';
import { type Word, words } from './words.ts';

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

/** True when some statement counts just what the question names, or anything where it names nothing particular. */
export function holdsCount(question: Pick<Question, 'words'>, statements: readonly string[]): boolean {
  return countedAt(question).some((start) => {
    const counts = wanted(question, start) ?? measured(question, start);
    return counts !== null && statements.some(counts);
  });
}

/** Words before "bao nhiêu" among which the one stands whose measure is asked for ("năng suất tăng bao nhiêu"). */
const BEFORE = 6;

/** A number, and the word whose measure is asked for. */
function measured({ words: text }: Pick<Question, 'words'>, start: number): Counts | null {
  const noun = text.slice(Math.max(0, start - BEFORE), start).findLast((word) => isHeavy(word) && !isNoRelation(word));
  if (!noun) return null;
  return (statement) =>
    countsAnything(statement) &&
    words(statement).some(({ folded, marked }) =>
      noun.origin === 'own' ? marked === noun.marked : folded === noun.folded,
    );
}

/** Where the words begin that name what is to be counted: behind "mấy" or "bao nhiêu". */
function countedAt({ words: text }: Pick<Question, 'words'>): number[] {
  return text.flatMap(({ folded, marked }, at) => {
    const asks = marked === 'mây1' || (folded === 'nhieu' && text[at - 1]?.folded === 'bao');
    return asks && !countsNothing(text, at) ? [at + 1] : [];
  });
}

/** "Mấy năm rồi" tells and asks nothing; "mấy năm nào" asks which. */
export function countsNothing(text: readonly Word[], at: number): boolean {
  return /^(?:roi|nay|nao)$/.test(text[at + 2]?.folded ?? '');
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
