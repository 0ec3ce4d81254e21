import { findNumbers } from '../../language/numbers.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { findPhrases, type PhraseHit } from '../phrases.ts';
import { readAnswer } from '../read-answer.ts';
import type { FieldId, FoundAnswer, Reading, ReadingContext } from '../types.ts';
import { found, SIGN_INDEX } from './signs.ts';

/** Fields whose answer may run over commas, up to the next sign. */
const RUNS_ON: ReadonlySet<FieldId> = new Set([
  'idea.labour',
  'idea.materials',
  'idea.markets',
  'idea.documents',
  'idea.supportNeeds',
]);
/** Fields read by another finder, or where the sign alone is too weak. */
const ELSEWHERE: ReadonlySet<FieldId> = new Set(['applicant.representative', 'applicant.position']);
/** Their sign may also follow ("31 người lao động, trong xã 24"). */
const FROM_CLAUSE: ReadonlySet<FieldId> = new Set(['idea.labour', 'idea.materials']);

/** What may be meant is offered at once: communes of one name, both ends of a range. */
const CHOSEN: ReadonlySet<FieldId> = new Set(['applicant.unit', 'idea.capacity', 'idea.revenue']);

/** The sign is itself part of the answer ("xuất khẩu sang Nhật"). */
const FROM_SIGN: ReadonlySet<FieldId> = new Set(['idea.markets']);

/** Answers that a phrase announces: "mst 2809…", "hết hạn 01/12/2027", "sản lượng 5 tấn", "doanh thu 2 tỷ". */
export function findBySign(text: string, context: ReadingContext): FoundAnswer[] {
  const signs = findPhrases(SIGN_INDEX, text, { marked: !isUnmarked(text) });
  const answers: FoundAnswer[] = [];
  signs.forEach((sign, index) => {
    for (const field of sign.values) {
      if (ELSEWHERE.has(field)) continue;
      const next = signs.slice(index + 1).find((other) => !other.values.includes(field));
      const end = endOf(text, sign, next?.start ?? text.length, field);
      const start = FROM_CLAUSE.has(field)
        ? countBefore(text, sign.start)
        : FROM_SIGN.has(field)
          ? sign.start
          : sign.end;
      const reading = readAnswer(field, text.slice(start, end), context);
      if (isClear(field, reading))
        answers.push(...found(field, reading, startOf(field, text, sign, start), trimEnd(text, end, reading, start)));
    }
  });
  return answers;
}

function endOf(text: string, sign: PhraseHit<FieldId>, limit: number, field: FieldId): number {
  if (RUNS_ON.has(field)) return limit;
  const stop = /[,;\n]|\.(?=\s|$)|(?<=\s)-(?=\s)/.exec(text.slice(sign.end + 1, limit));
  return stop ? sign.end + 1 + stop.index : limit;
}

/** Where a count that leads the sign begins ("31 người lao động"); the sign itself when none does. */
function countBefore(text: string, at: number): number {
  const before = text.slice(0, at);
  const clause = Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('.')) + 1;
  const number = findNumbers(before.slice(clause))[0];
  return number ? clause + number.start : at;
}

const KIND_WORD =
  /^\s*(?:htx|hợp tác xã|hop tac xa|tổ hợp tác|to hop tac|tht|công ty|cong ty|cty|doanh nghiệp|doanh nghiep|trang trại|trang trai|hộ (?:kinh doanh|sản xuất|gia đình)|ho (?:kinh doanh|san xuat|gia dinh))\s+/iu;

/** The span begins with the sign; in "tên đơn vị là HTX …" behind the kind's own word, which stays free for the kind. */
function startOf(field: FieldId, text: string, sign: PhraseHit<FieldId>, from: number): number {
  const kind = field === 'applicant.name' ? KIND_WORD.exec(text.slice(sign.end)) : null;
  return kind ? sign.end + kind[0].length : Math.min(sign.start, from);
}

/** The span ends with the words that the value stands on, so that what follows stays free for other finds. */
function trimEnd(text: string, end: number, reading: Reading, from: number): number {
  if (reading.kind === 'none' || reading.kind === 'invalid' || reading.kind === 'barred') return end;
  const at = text.indexOf(reading.words, from);
  return at >= 0 && at + reading.words.length <= end ? at + reading.words.length : end;
}

function isClear(field: FieldId, reading: Reading): boolean {
  if (reading.kind === 'value') return !(Array.isArray(reading.value) && reading.value.length === 0);
  // A count of people or a yearly amount that would have to be asked back is asked in its turn.
  return reading.kind === 'choose' && CHOSEN.has(field);
}
