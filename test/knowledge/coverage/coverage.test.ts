import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseArticle } from '../../../src/knowledge/parse-article.ts';
import { fold } from '../../../src/language/fold.ts';

const rowSchema = z.strictObject({
  number: z.number(),
  name: z.string(),
  three: z.number().nullable(),
  four: z.number().nullable(),
  five: z.number().nullable(),
  total: z.number(),
});
const factsSchema = z.record(
  z.string(),
  z.union([
    z.strictObject({ section: z.string(), tokens: z.array(z.string()).min(1) }),
    z.strictObject({ section: z.literal('PL'), row: rowSchema }),
  ]),
);

const PLAN = fileURLToPath(new URL('../../../knowledge/ke-hoach-2024/', import.meta.url));
const facts = Object.entries(factsSchema.parse(parse(readFileSync(new URL('facts.yaml', import.meta.url), 'utf8'))));
const articles = readdirSync(PLAN)
  .filter((name) => name.endsWith('.md'))
  .map((name) => parseArticle('ke-hoach-2024', name, readFileSync(PLAN + name, 'utf8')));
const statements = articles.flatMap(({ section, statements }) =>
  statements.map((statement) => ({ section, ...statement })),
);
const targets = readTargets(readFileSync(`${PLAN}targets.csv`, 'utf8'));

describe('the 2024 plan is told whole', () => {
  it('has one article for each section of the plan', () => {
    const numbered = (prefix: string, from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `${prefix}.${from + index}`);
    const expected = [
      ...['MO', 'I.1', 'I.2', 'II.1', 'II.2.1', 'II.2.2', 'II.3', 'II.4.1', 'II.4.2.1', 'II.4.2.2'],
      ...numbered('II', 5, 11),
      ...['III.1', 'III.2'],
      ...numbered('IV', 1, 19),
      ...['PL', 'KET'],
    ];
    expect(articles.map(({ section }) => section).sort()).toEqual(expected.sort());
  });

  it('keeps a check list of 198 facts', () => {
    expect(facts.map(([id]) => id)).toEqual(
      Array.from({ length: 198 }, (_, i) => `F${String(i + 1).padStart(3, '0')}`),
    );
  });

  it.each(facts)('%s stands in its article', (_id, fact) => {
    if ('row' in fact) {
      expect(targets).toContainEqual(fact.row);
      return;
    }
    const told = articles.find(({ section }) => section === fact.section)?.statements.map(({ text }) => text) ?? [];
    expect(fact.tokens.filter((token) => !stands(token, told.join('\n')))).toEqual([]);
  });

  it('claims each fact in exactly the article that tells it', () => {
    const claimed = articles.flatMap(({ section, facts }) => facts.map((id) => `${id} ${section}`));
    expect(claimed.sort()).toEqual(facts.map(([id, { section }]) => `${id} ${section}`));
  });
});

describe('the appendix as a table', () => {
  it('has 27 units whose stars add up to their totals', () => {
    expect(targets.map(({ number }) => number)).toEqual(Array.from({ length: 27 }, (_, index) => index + 1));
    for (const { name, three, four, five, total } of targets) {
      expect(`${name} ${(three ?? 0) + (four ?? 0) + (five ?? 0)}`).toBe(`${name} ${total}`);
    }
  });

  it('sums to 103, 13 and 4 stars, 120 products', () => {
    const sum = (key: 'three' | 'four' | 'five' | 'total') => targets.reduce((all, row) => all + (row[key] ?? 0), 0);
    expect([sum('three'), sum('four'), sum('five'), sum('total')]).toEqual([103, 13, 4, 120]);
  });

  it('agrees with what the article says about the highest, the lowest and the 5 stars', () => {
    const names = (keep: (row: (typeof targets)[number]) => boolean) => targets.filter(keep).map(({ name }) => name);
    const sentence = (opening: string) =>
      statements.find(({ section, text }) => section === 'PL' && text.startsWith(opening))?.text ?? '';
    for (const name of names(({ total }) => total === 8)) expect(sentence('Quảng Xương')).toContain(name);
    for (const name of names(({ total }) => total === 2)) expect(sentence('Quan Hóa')).toContain(name);
    for (const name of names(({ five }) => five !== null)) expect(sentence('Chỉ tiêu 5 sao')).toContain(name);
    for (const name of names(({ four }) => four !== null)) expect(sentence('Mười nơi')).toContain(name);
    for (const name of names(({ four, five }) => four === null && five === null)) {
      expect(sentence('Có 16 nơi')).toContain(name);
    }
  });
});

describe('a statement stands alone on a phone', () => {
  it('has at most 400 characters', () => {
    expect(statements.filter(({ text }) => [...text].length > 400)).toEqual([]);
  });

  it('names its subject instead of pointing back', () => {
    const pointsBack =
      /^(?:(?:Các |Những )?(?:lớp|việc|mục|điểm|khoản|đơn vị|nội dung|dự án|phiên) (?:này|đó|ấy|trên)|Ngoài ra|Trong đó|Bên cạnh đó|Đây|Đó|Họ|Nó|Điều này|Do đó|Vì vậy|Cũng)(?![\p{L}])/iu;
    expect(
      statements.filter(({ text }) => pointsBack.test(text)).map(({ section, text }) => `${section}: ${text}`),
    ).toEqual([]);
  });

  it('ends as a sentence', () => {
    expect(statements.filter(({ text }) => !/[.!]$/.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it('can be asked for in at least two ways, none of them twice in an article', () => {
    expect(statements.filter(({ questions }) => questions.length < 2).map(({ text }) => text)).toEqual([]);
    for (const { section, statements } of articles) {
      const asked = statements.flatMap(({ questions }) => questions.map((question) => `${section}: ${fold(question)}`));
      expect(asked.filter((question, index) => asked.indexOf(question) !== index)).toEqual([]);
    }
  });

  it('opens a section that later rules overtook with at most 220 characters', () => {
    const long = articles.filter(({ overtaken }) => [...(overtaken?.text ?? '')].length > 220);
    expect(long.map(({ section }) => section)).toEqual([]);
  });
});

/** Whole words of folded text, so that "4 sao" is not found in "14 sao". */
function stands(token: string, text: string): boolean {
  const escaped = fold(token).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(fold(text));
}

function readTargets(csv: string): z.output<typeof rowSchema>[] {
  const [header = '', ...lines] = csv.trim().split('\n');
  const keys = header.split(',');
  return lines.map((line) => {
    const cells = Object.fromEntries(line.split(',').map((cell, index) => [keys[index], cell]));
    const amount = (key: string) => (cells[key] ? Number(cells[key]) : null);
    return rowSchema.parse({
      number: amount('number'),
      name: cells.name,
      three: amount('three'),
      four: amount('four'),
      five: amount('five'),
      total: amount('total'),
    });
  });
}
