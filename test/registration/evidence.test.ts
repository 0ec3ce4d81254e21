import { describe, expect, it, test } from 'vitest';
import { evidenceFor } from '../../src/registration/evidence.ts';
import { scorecard } from '../../src/registration/scorecards.ts';

const criterionOf = (set: number, label: string) => {
  const found = scorecard(set)
    ?.flatMap((section) => section.criteria)
    .find((one) => one.label === label);
  if (!found) throw new Error(`no criterion ${label}`);
  return found;
};
const idsOf = (set: number, label: string) => evidenceFor(set, criterionOf(set, label), {}).papers.map(({ id }) => id);

describe('what proves a criterion', () => {
  it.each([
    [9, 'Đảm bảo chất lượng sản phẩm', ['attp', 'quan-ly-chat-luong']],
    [24, 'Đảm bảo chất lượng sản phẩm', ['kiem-soat-noi-bo', 'txng']],
    [6, 'Loại hình tổ chức sản xuất - kinh doanh', ['dkkd']],
    [26, 'Sở hữu trí tuệ', ['nhan-hieu-don', 'nhan-hieu-gcn']],
    [1, 'Dinh dưỡng', ['kiem-nghiem']],
    [14, 'Màu sắc', []],
  ])('set %i, %s: %j', (set, label, papers) => {
    expect(idsOf(set, label)).toEqual(papers);
  });

  it('is there when the person says so; a registration number stands on a paper', () => {
    const criterion = criterionOf(6, 'Loại hình tổ chức sản xuất - kinh doanh');
    const there = (answers: Parameters<typeof evidenceFor>[2]) => evidenceFor(6, criterion, answers).papers[0]?.there;
    expect(there({})).toBe(false);
    expect(there({ 'idea.documents': ['dkkd'] })).toBe(true);
    expect(there({ 'applicant.registrationNumber': '26A8012345' })).toBe(true);
  });

  it('points to a part of the report only when something was told', () => {
    const criterion = criterionOf(6, 'Câu chuyện sản phẩm');
    expect(evidenceFor(6, criterion, {}).see).toBeNull();
    expect(evidenceFor(6, criterion, { 'idea.story': 'Nghề của làng.' }).see).toBe('phụ lục câu chuyện');
  });
});

test('every least level that asks for a paper names it', () => {
  const named =
    /giấy chứng nhận cơ sở|đơn đăng ký nhãn hiệu|giấy chứng nhận đăng ký nhãn hiệu|hợp đồng liên kết|công bố|truy xuất nguồn gốc|hồ sơ, thủ tục/i;
  for (let set = 1; set <= 26; set += 1) {
    for (const criterion of scorecard(set)?.flatMap((section) => section.criteria) ?? []) {
      const levels = criterion.scales.flatMap((scale) => scale.levels);
      if (!levels.some(({ stars, label }) => stars !== undefined && named.test(label))) continue;
      expect(evidenceFor(set, criterion, {}).papers, `${set} ${criterion.code} ${criterion.label}`).not.toEqual([]);
    }
  }
});

test('no such set, no sheet', () => {
  expect(scorecard(27)).toBeNull();
  expect(scorecard(Number.NaN)).toBeNull();
});
