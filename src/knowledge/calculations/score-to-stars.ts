import type { Block } from '../compose.ts';
import { blocksOf, type Library, supported } from '../library.ts';
import { asks, type Question, starsIn } from '../question.ts';
import { splitQuestion } from '../split-question.ts';

/** Ranks by average score (QĐ 26/2026 Đ.3): `from` inclusive; `words` find the statement that says so. */
const BANDS = [
  { stars: 5, from: 90, range: 'từ 90 đến 100 điểm', words: ['5 sao', '90'] },
  { stars: 4, from: 70, range: 'từ 70 đến dưới 90 điểm', words: ['4 sao', '70'] },
  { stars: 3, from: 50, range: 'từ 50 đến dưới 70 điểm', words: ['3 sao', '50'] },
  { stars: 2, from: 30, range: 'từ 30 đến dưới 50 điểm', words: ['2 sao', '30'] },
  { stars: 1, from: 0, range: 'dưới 30 điểm', words: ['1 sao', '30'] },
] as const;

/**
 * "72 điểm là mấy sao": the rank of a score named in the question, with the caveat that minimum conditions also hold.
 * Who asks whether it may be proposed ("được đề nghị 4 sao không") asks about the plan's way through the district.
 */
export function scoreToStars(question: Question, library: Library): Block[] | null {
  const score = scoreIn(question);
  if (score === null) return pointsForStars(question, library);
  if (!asks(question, 'rank-of-score') && !asks(question, 'who-recognises')) return null;
  const band = BANDS.find(({ from }) => score >= from);
  if (!band) return null;
  const said = `${String(score).replace('.', ',')} điểm thuộc mức ${band.stars} sao (${band.range}).`;
  const recognised = supported(library, 'qd-26-2026', 'Đ.4', band.stars >= 3 ? ['36 tháng'] : ['2 sao']);
  const proposed =
    asks(question, 'propose') && band.stars >= 4 ? supported(library, 'ke-hoach-2024', 'II.4.2.1', ['70']) : null;
  const ranked = supported(library, 'qd-26-2026', 'Đ.3', [...band.words], said);
  if (proposed) return blocksOf(proposed, ranked);
  if (asks(question, 'who-recognises') && band.stars >= 3)
    return blocksOf(ranked, supported(library, 'qd-26-2026', 'Đ.4', [`${band.stars} sao`, 'công nhận và cấp']));
  return blocksOf(ranked, supported(library, 'qd-26-2026', 'Đ.3', ['dấu sao']), band.stars < 3 ? recognised : null);
}

/** "4 sao phải được mấy điểm": the band of the rank, with the caveat that points alone don't make it. */
function pointsForStars(question: Question, library: Library): Block[] | null {
  const [stars, more] = starsIn(question);
  if (stars === undefined || more !== undefined || splitQuestion(question.text).length > 1) return null;
  if (!asks(question, 'points-for-rank') || asks(question, 'part-of-card')) return null;
  const band = BANDS.find((one) => one.stars === stars);
  if (!band) return null;
  return blocksOf(
    supported(library, 'qd-26-2026', 'Đ.3', [...band.words]),
    supported(library, 'qd-26-2026', 'Đ.3', ['dấu sao']),
  );
}

function scoreIn({ text }: Question): number | null {
  const match = /(?<![\d/.,])(\d{1,3}(?:[.,]\d)?)\s*(?:điểm|diểm|điêm|diem|đ(?![\p{L}\p{N}]))/iu.exec(text);
  const score = Number(match?.[1]?.replace(',', '.') ?? Number.NaN);
  return score >= 0 && score <= 100 ? score : null;
}
