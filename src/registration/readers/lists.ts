import { fold } from '../../language/fold.ts';
import { repair } from '../../language/repair.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import type { FieldDefinition } from '../form-definition.ts';
import { findPhrases, findPhrasesLeniently, type PhraseHit, type PhraseIndex, phraseIndex } from '../phrases.ts';
import { SPEECH } from '../speech.ts';
import type { FieldValue } from '../types.ts';
import { wordsOf } from '../words.ts';
import { choiceIndex } from './choice.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

const PARTICLES = new Set(SPEECH.particles.map(fold));
const none = new Map<string, PhraseIndex<boolean>>();

/** Several of the choices, as a sorted list of ids; what is said not to be there is left out, "chưa có gì" is the empty list. */
export const readList: Reader = (field, span, text, context) => {
  const words = repair(text);
  const marked = !isUnmarked(text);
  const hits = findPhrasesLeniently(choiceIndex(field), words, marked);
  const exception = NONE_BUT.exec(fold(words));
  const kept = exception
    ? hits.filter((hit) => hit.start >= exception[0].length)
    : hits.filter((hit) => !isDenied(words, hit) && !isUnderWay(words, hit));
  if (kept.length === 0) {
    // "đủ hết trừ mã vạch" tells of nearly everything, never of nothing.
    if (context.mode === 'asked' && hits.length > 0 && NEARLY_ALL.test(fold(words)))
      return invalid('not-named', `Anh/chị kể tên từng loại giúp tôi. Ví dụ: ${field.example}.`);
    const empty = context.mode === 'asked' && (hits.length > 0 || saysNone(field, words, marked));
    return empty ? value([], span.text) : NONE;
  }
  const ids = kept.flatMap((hit) => hit.values.map((id) => refine(field, id, words, hit)));
  return value([...new Set(ids.map(String))].sort(), span.text);
};

function saysNone(field: FieldDefinition, words: string, marked: boolean): boolean {
  let index = none.get(field.id);
  if (!index) {
    index = phraseIndex((field.none ?? []).map((phrase) => [phrase, true] as const));
    none.set(field.id, index);
  }
  const hits = findPhrases(index, words, { marked });
  if (hits.length === 0) return false;
  const rest = wordsOf(words).filter(
    (word) => !hits.some((hit) => hit.start <= word.start && word.end <= hit.end) && !PARTICLES.has(word.folded),
  );
  return rest.length <= 3;
}

/** "không có giấy nào cả trừ đăng ký kinh doanh": what follows is there. */
const NONE_BUT = /^.*\b(?:khong|chua) co(?: [a-z]+){0,3} (?:gi|nao)\b(?: ca| het)?,? *(?:ngoai )?(?:tru|ngoai) /;
const NEARLY_ALL = /\b(?:du|day du|tat ca|co het|het)\b.*\b(?:tru|chi thieu|chi chua|moi thieu)\b/;
const NOT_BEFORE =
  /\b(?:chua(?: co| lam| duoc| xin)?|khong(?: co| lam)?|chang co|thieu|tru|ngoai tru|chi thieu|chua thay)(?: (?:giay|to|cai|phieu|ban|tem|loai|nao|gi|chung nhan))*\s*$/;
const NOT_AFTER =
  /^(?: (?:thi|la|toi|van|con|cung|nay|hien|giay|chat luong|nguon goc|san pham))* ?(?:chua|khong)(?: (?:co|lam|xin|xong|du|kip|can))*(?=\s*(?:$|[,;.]|nhung|con|va|voi|a\b|em\b|nhe\b))/;

/** Whether "chưa", "không có" stands right before the item, or ends what is said of it. */
function isDenied(words: string, hit: { start: number; end: number }): boolean {
  const folded = fold(words);
  const before = folded.slice(0, hit.start);
  const clause = before.slice(Math.max(before.lastIndexOf(','), before.lastIndexOf(';'), before.lastIndexOf('.')) + 1);
  if (NOT_BEFORE.test(clause)) return true;
  return continuesDenial(before) || NOT_AFTER.test(folded.slice(hit.end));
}

/** "kiểm nghiệm đang làm": not there yet; only of a trademark the application counts. */
function isUnderWay(words: string, hit: PhraseHit<FieldValue>): boolean {
  if (hit.values.some((id) => String(id).startsWith('nhan-hieu'))) return false;
  return /^(?: (?:thi|la|con|van|moi))* (?:dang (?:lam|cho|xin|di lam|nop)|sap (?:co|xong|lam))\b/.test(
    fold(words).slice(hit.end),
  );
}

/** "chưa có mã vạch, tem truy xuất": a list after "chưa có" up to the next "có", "nhưng", "còn". */
function continuesDenial(before: string): boolean {
  const at = Math.max(before.lastIndexOf('chua co'), before.lastIndexOf('khong co'), before.lastIndexOf('chi thieu'));
  if (at < 0) return false;
  const since = before.slice(at + 7);
  return (
    !/\b(?:nhung|con|da|moi|chi|thi)\b|\bco\b|\.|;/.test(since) &&
    /^[^,]*(?:,|va|voi|hay)/.test(since) &&
    before.slice(0, at).trim() !== ''
  );
}

const APPLIED =
  /\b(?:don|nop|dang cho|cho cap|cho duyet|dang lam|dang xin|chua (?:duoc )?cap|chua co (?:bang|gcn|giay chung nhan)|dang dang ky|moi dang ky)\b/;
const GRANTED = /\b(?:giay chung nhan|gcn|chung nhan|da (?:duoc )?cap|duoc cap|van bang|bang|da duoc bao ho|co bang)\b/;

/** A trademark is an application or a certificate by what is said beside it ("nộp rồi chưa được cấp" → an application). */
function refine(field: FieldDefinition, id: FieldValue, words: string, hit: PhraseHit<FieldValue>): FieldValue {
  if (field.id !== 'idea.documents' || (id !== 'nhan-hieu-gcn' && id !== 'nhan-hieu-don')) return id;
  const folded = fold(words);
  const start =
    Math.max(
      folded.lastIndexOf(',', hit.start),
      folded.lastIndexOf(';', hit.start),
      folded.lastIndexOf(' va ', hit.start),
      folded.lastIndexOf(' voi ', hit.start),
    ) + 1;
  const stop = folded.slice(hit.end).search(/[,;.]| va | voi /);
  const clause = folded.slice(start, stop < 0 ? folded.length : hit.end + stop);
  if (APPLIED.test(clause)) return 'nhan-hieu-don';
  return GRANTED.test(clause) ? 'nhan-hieu-gcn' : id;
}
