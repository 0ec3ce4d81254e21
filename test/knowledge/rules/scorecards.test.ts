import { describe, expect, it } from 'vitest';
import { levelsOf, readMinimums, readScaleIds, readScorecards, readSets } from './rules-files.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const highest = (levels: readonly { points: number }[]) => Math.max(...levels.map(({ points }) => points));

describe('26 phiếu chấm (Phụ lục II)', () => {
  const scorecards = readScorecards();

  it('đủ bộ 1 đến 26, mỗi bộ một lần', () => {
    expect(scorecards.map(({ set }) => set)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  });

  it('không có thang điểm nào thừa', () => {
    const used = scorecards.flatMap(({ sections }) => sections.flatMap(({ criteria }) => criteria.map(({ id }) => id)));
    expect(readScaleIds().filter((id) => !used.includes(id))).toEqual([]);
  });

  it.each(scorecards)('bộ $set: phần A 40, B 25, C 35', ({ sections }) => {
    const points = (part: string) => sum(sections.filter((section) => section.part === part).map(({ max }) => max));
    expect([points('A'), points('B'), points('C')]).toEqual([40, 25, 35]);
  });

  it.each(scorecards)('bộ $set: điểm mục bằng tổng tiêu chí, điểm tiêu chí bằng mức cao nhất', ({ sections }) => {
    for (const section of sections) {
      expect(sum(section.criteria.map(({ max }) => max)), `mục ${section.code}`).toBe(section.max);
      for (const { code, max, levels, scales, combine } of section.criteria) {
        const tops = (scales ?? [{ levels: levels ?? [] }]).map((scale) => highest(scale.levels));
        if (combine === 'choose-one') expect(new Set(tops), `tiêu chí ${code}`).toEqual(new Set([max]));
        else expect(sum(tops), `tiêu chí ${code}`).toBe(max);
      }
    }
  });
});

describe('sets.yaml', () => {
  const sets = readSets();

  it('6 ngành, 17 nhóm, 26 bộ; số bộ theo ngành 13, 4, 3, 2, 3, 1', () => {
    const industries = [...new Set(sets.map(({ industry }) => industry))];
    expect(industries).toHaveLength(6);
    expect(new Set(sets.map(({ group }) => group))).toHaveProperty('size', 17);
    expect(industries.map((industry) => sets.filter((set) => set.industry === industry).length)).toEqual([
      13, 4, 3, 2, 3, 1,
    ]);
  });

  it('mã, phần và điểm từng mục khớp phiếu chấm', () => {
    const shape = (sections: readonly { code: string; part: string; max: number }[]) =>
      sections.map(({ code, part, max }) => ({ code, part, max }));
    for (const scorecard of readScorecards()) {
      const set = sets.find((candidate) => candidate.set === scorecard.set);
      expect(shape(set?.sections ?? []), `bộ ${scorecard.set}`).toEqual(shape(scorecard.sections));
    }
  });

  it('một tên sản phẩm chỉ gợi ý một bộ', () => {
    const names = sets.flatMap(({ products }) => products.flatMap(({ name, also }) => [name, ...also]));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('minimums.yaml', () => {
  const { minimums } = readMinimums();
  // In our copy the three-star level for labels of set 19 repeats the trademark line; we tell nothing from it.
  const MISPRINT = 'in nhầm';

  it('khớp dấu sao in trong phiếu chấm', () => {
    const told = new Map<string, Set<number>>();
    for (const { stars, labels, sets, unprinted } of minimums) {
      const key = `${stars} ${labels.join('|')}`;
      const known = told.get(key) ?? new Set();
      for (const set of sets) if (!unprinted.includes(set)) known.add(set);
      told.set(key, known);
    }
    for (const { stars, labels } of minimums) {
      const printed = readScorecards()
        .filter(({ sections }) =>
          sections.some(({ criteria }) =>
            criteria.some(
              (criterion) =>
                labels.includes(criterion.label) &&
                levelsOf(criterion).some((level) => level.stars === stars && !level.label.includes(MISPRINT)),
            ),
          ),
        )
        .map(({ set }) => set);
      const expected = [...(told.get(`${stars} ${labels.join('|')}`) ?? [])].sort((a, b) => a - b);
      expect(printed, `${stars} sao, ${labels.join(', ')}`).toEqual(expected);
    }
  });
});
