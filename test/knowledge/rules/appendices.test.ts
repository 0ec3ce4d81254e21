import { describe, expect, it } from 'vitest';
import { articleOf, readSets } from './rules-files.ts';

const sets = readSets();
const texts = (section: string) => articleOf('qd-26-2026', section).statements.map(({ text }) => text);

describe('PL.I nói đúng sets.yaml', () => {
  it.each(sets)('bộ $set $name', ({ set, name, industry, group, ministries }) => {
    const told = texts('PL.I').find((text) => text.startsWith(`Bộ ${set} – ${name}: `));
    expect(told).toBeDefined();
    for (const ministry of ministries) expect(told).toContain(ministry);
    if (set !== 26) expect(told?.toLowerCase()).toContain(`ngành ${industry}, nhóm ${group}`.toLowerCase());
  });

  it('mỗi cơ quan chủ trì có một câu kể đủ bộ', () => {
    for (const ministry of new Set(sets.flatMap(({ ministries }) => ministries))) {
      const told = texts('PL.I').find((text) => text.startsWith(`${ministry} chủ trì bộ`)) ?? '';
      const named = [...told.matchAll(/\d+/gu)].map(([number]) => Number(number)).sort((a, b) => a - b);
      const led = sets.filter(({ ministries }) => ministries.includes(ministry)).map(({ set }) => set);
      expect(named, ministry).toEqual(led);
    }
  });

  it.each(sets)('bộ $set: sản phẩm gợi ý kèm lời "cán bộ OCOP"', ({ set, products }) => {
    for (const { name, unsure } of products) {
      const told = texts('PL.I').find(
        (text) => text.includes(`xếp vào bộ ${set} (`) && text.toLowerCase().includes(name.toLowerCase()),
      );
      expect(told, name).toContain('cán bộ OCOP');
      expect(told?.includes('dễ lẫn với bộ khác'), name).toBe(unsure);
    }
  });
});

describe('PL.II nói đúng điểm từng mục trong sets.yaml', () => {
  it.each(sets)('bộ $set $name', ({ set, sections }) => {
    const told = texts('PL.II')
      .filter((text) => text.startsWith(`Bộ ${set} (`) && text.includes(' điểm gồm '))
      .join(' ');
    const named = (part: 'A' | 'B' | 'C') =>
      sections
        .filter((section) => section.part === part)
        .map(({ label, max }) => `${label} ${max}`)
        .join(', ');
    expect(told).toContain(`phần A 40 điểm gồm ${named('A')}`);
    expect(told).toContain(`phần B 25 điểm gồm ${named('B')}`);
    expect(told).toContain(`phần C 35 điểm gồm ${named('C')}.`);
  });
});
