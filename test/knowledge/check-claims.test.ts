import { describe, expect, it } from 'vitest';
import { checkClaim } from '../../src/knowledge/check-claims.ts';
import { knowledge } from './shared.ts';

const PASSAGES = [
  'Năm 2024 tỉnh mở 7 lớp tập huấn, mỗi lớp 5 ngày, bình quân 60 người. Chủ trì là Văn phòng Điều phối NTM tỉnh.',
  'Hồ sơ nộp ở UBND cấp xã, không qua cấp huyện. Chủ tịch UBND tỉnh công nhận sản phẩm đạt 3 sao.',
  'Chương trình livestream “Chợ Phiên OCOP Thanh Hóa” có 6 phiên, 02 tháng một lần, ngày 05/12/2023.',
];

describe('a composed sentence may be said when its passages carry it', () => {
  it.each([
    'Có 07 lớp tập huấn, mỗi lớp 5 ngày.',
    'Văn phòng Điều phối NTM tỉnh chủ trì các lớp tập huấn.',
    'Chương trình “Chợ Phiên OCOP Thanh Hóa” có 6 phiên livestream.',
    'Mỗi lớp bình quân 60 người anh/chị nhé.',
    'Anh/chị nộp hồ sơ ở UBND cấp xã, không còn qua cấp huyện.',
    'Chủ tịch UBND tỉnh công nhận sản phẩm đạt 3 sao.',
  ])('%s', (sentence) => {
    expect(checkClaim(sentence, PASSAGES)).toBeNull();
  });
});

describe('and is dropped when they do not', () => {
  it.each([
    ['Có 9 lớp tập huấn, mỗi lớp 5 ngày.', 'number'],
    ['Lớp tập huấn ngày 06/12/2023.', 'number'],
    ['Các lớp tập huấn do Sở Nội vụ chủ trì.', 'name'],
    ['Chương trình “Chợ Tết OCOP” có 6 phiên.', 'quote'],
    ['Sản phẩm của anh/chị được Chủ tịch UBND tỉnh công nhận đạt 3 sao.', 'approval'],
    ['ho so cua anh chi da duoc phe duyet', 'approval'],
    ['Chúc mừng, anh/chị đã được tỉnh công nhận 3 sao.', 'approval'],
    ['Hồ sơ không nộp ở UBND cấp xã.', 'negation'],
    ['Hồ sơ nộp ở UBND cấp xã, qua cấp huyện.', 'negation'],
    ['Anh/chị đã trúng thưởng, giám đốc duyệt hỗ trợ ngay hôm nay.', 'approval'],
    ['Giám đốc thưởng tiền cho người nuôi tôm hùm.', 'words'],
  ])('%s → %s', (sentence, why) => {
    expect(checkClaim(sentence, PASSAGES)).toBe(why);
  });

  it('what our own articles say stands on itself', () => {
    expect(knowledge.passages.filter(({ statement: { text } }) => checkClaim(text, [text]) !== null)).toEqual([]);
  });

  it('names no passage', () => {
    expect(checkClaim('Có 7 lớp tập huấn.', [])).toBe('no-evidence');
  });
});
