import { fold } from '../language/fold.ts';
import { repair } from '../language/repair.ts';
import { tidy } from '../language/text.ts';
import { isUnmarked } from '../language/unmarked.ts';
import { definitionFor, holds } from './conditions.ts';
import { findPhrases, phraseIndex } from './phrases.ts';
import { SPEECH } from './speech.ts';
import type { Answers, FieldId } from './types.ts';
import { wordsOf } from './words.ts';

const STRONG = phraseIndex(SPEECH.leaveStrong.map((phrase) => [phrase, true] as const));
const WEAK = phraseIndex(SPEECH.leaveWeak.map((phrase) => [phrase, true] as const));
const NOTHING = phraseIndex(SPEECH.leaveNone.map((phrase) => [phrase, true] as const));
const PARTICLES = new Set(SPEECH.particles.map(fold));

/** Longer answers than this say something beside "để sau". */
const LONGEST_DEFERRAL = 14;

/**
 * Whether the person leaves this question ("để sau", "bỏ qua", "không nhớ"; where the form lets a thing be missing also
 * "không có", "tổ chưa đăng ký, chỉ có biên bản họp"). Ask this before `readAnswer`. An empty list ("chưa có giấy gì" for
 * the papers) is an answer, not a leave. With `answers`, "chưa có" also leaves a number that a household may still lack.
 */
export function isLeave(field: FieldId, text: string, answers: Answers = {}): boolean {
  const words = repair(tidy(text));
  const count = wordsOf(words).length;
  if (count === 0 || count > LONGEST_DEFERRAL || /\d{3}/.test(words)) return false;
  const definition = definitionFor(field, answers);
  const marked = !isUnmarked(text);
  const defers = findPhrases(STRONG, words, { marked });
  if (defers.length > 0 && standsAlone(words, [...defers, ...findPhrases(WEAK, words, { marked })], 4)) return true;
  if (definition.reader === 'declaration') return false;
  const unsure = findPhrases(WEAK, words, { marked });
  if (unsure.length > 0 && standsAlone(words, [...defers, ...unsure], 2)) return true;
  if (definition.none !== undefined) return false;
  const mayBeMissing = !definition.required || mayLack(field, answers);
  if (!mayBeMissing) return false;
  const nothing = findPhrases(NOTHING, words, { marked });
  if (nothing.length === 0) return false;
  if (mayLack(field, answers) && definition.reader === 'registrationNumber') return !/\d{4}/.test(words);
  return standsAlone(words, [...nothing, ...defers, ...unsure], 3);
}

/** A required field that the form lets stay open for this kind of applicant. */
function mayLack(field: FieldId, answers: Answers): boolean {
  const { mayStayOpen } = definitionFor(field, answers);
  return mayStayOpen !== undefined && holds(mayStayOpen, answers);
}

/** Whether little beside the phrases and small words is said. */
function standsAlone(text: string, hits: readonly { start: number; end: number }[], allowed: number): boolean {
  const rest = wordsOf(text).filter(
    (word) => !hits.some((hit) => word.start >= hit.start && word.end <= hit.end) && !PARTICLES.has(word.folded),
  );
  return rest.length <= allowed;
}

/**
 * What to say when a field is left, where leaving it has a consequence; null otherwise.
 * A household or group without registration may go on, but can't file before it has registered (QĐ 26/2026 Đ.2 k.3; the
 * commune registers households since 1/7/2025).
 */
export function leaveNote(field: FieldId, answers: Answers): string | null {
  if (field === 'product.set') return 'Vâng, bộ sản phẩm để cán bộ OCOP xếp giúp.';
  if (field === 'applicant.registrationNumber' && mayLack(field, answers)) {
    const who = answers['applicant.kind'] === 'to-hop-tac' ? 'tổ' : 'hộ';
    return `Không sao, mình làm phiếu tiếp. Nhưng trước khi nộp hồ sơ, ${who} cần đăng ký kinh doanh: hỏi ở UBND xã, phường, vì quy định hiện hành chỉ nhận đơn vị có đăng ký (QĐ 26/2026, Điều 2).`;
  }
  if (definitionFor(field, answers).required) return 'Vâng, tôi để lại mục này và sẽ hỏi lại trước khi gửi phiếu.';
  return null;
}
