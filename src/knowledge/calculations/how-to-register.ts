import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { askedPhrases, asks, type Question } from '../question.ts';
import { contentWords } from '../terms.ts';
import { words } from '../words.ts';

/** Words beside "đăng ký … làm thế nào" from which the question is about something particular. */
const MOST_BESIDE = 1;

const RULE = 'qd-26-2026';

/** "Muốn đăng ký thì làm sao": where to file, then the papers, then the year's deadlines (QĐ 26/2026 Đ.7, Đ.6, Đ.5). */
export function howToRegister(question: Question, library: Library): Block[] | null {
  if (!asks(question, 'register') || !asks(question, 'how-to')) return null;
  const phrases = [...askedPhrases(question, 'register'), ...askedPhrases(question, 'how-to')];
  const known = new Set(phrases.flatMap((phrase) => words(phrase).map(({ folded }) => folded)));
  const beside = contentWords(question.words).filter(({ folded }) => !known.has(folded));
  if (beside.length > MOST_BESIDE) return null;
  return blocksOf(
    supported(library, RULE, 'Đ.7', ['nộp hồ sơ OCOP tại UBND cấp xã']),
    supported(library, RULE, 'Đ.6', ['đăng ký lần đầu']),
    supported(library, RULE, 'Đ.5', ['Lịch đánh giá OCOP trong năm']),
  );
}
