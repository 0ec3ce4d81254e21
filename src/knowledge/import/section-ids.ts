import type { ImportedSection } from './sections.ts';

/**
 * Makes ids unique. Where Điều 1 begins a second time, the longer run of articles is the text that people cite, and
 * the other one, the decision that enacts it ("ban hành"), gets `BH.` before its ids; whatever else repeats is numbered.
 */
export function distinctIds(sections: readonly ImportedSection[]): ImportedSection[] {
  const runs = runsOfArticles(sections);
  const longest = Math.max(0, ...runs.values());
  const main = [...runs].find(([, length]) => length === longest)?.[0] ?? 0;
  let run = 0;
  const seen = new Map<string, number>();
  return sections.map((section) => {
    if (section.id === 'Đ.1') run += 1;
    const id = section.id.startsWith('Đ.') && run !== main ? `BH.${section.id}` : section.id;
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    return { ...section, id: times === 1 ? id : `${id}-${times}` };
  });
}

/** Run of articles (counted from 1 at each "Điều 1") → how many it holds. */
function runsOfArticles(sections: readonly ImportedSection[]): Map<number, number> {
  const runs = new Map<number, number>();
  let run = 0;
  for (const { id } of sections) {
    if (id === 'Đ.1') run += 1;
    if (id.startsWith('Đ.')) runs.set(run, (runs.get(run) ?? 0) + 1);
  }
  return runs;
}
