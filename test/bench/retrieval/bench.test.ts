import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load.ts';
import type { Measure } from '../measure.ts';
import { bench } from './bench.ts';
import { writeGrownCorpus } from './synthesise.ts';

const ROOT = fileURLToPath(new URL('../../../knowledge', import.meta.url));
const ENGINES = ['ours', 'minisearch-marked', 'minisearch-folded-fuzzy', 'orama-folded', 'postgres-simple-unaccent'];

describe('a small run of the retrieval bench', () => {
  const lines = new Map<string, Measure>();
  const line = (name: string): Measure => lines.get(name) ?? expect.fail(`no line ${name}`);

  beforeAll(async () => {
    for await (const measured of bench({ every: 27, scales: [1, 3] })) lines.set(measured.name, measured);
  });

  it('tells a figure, its baseline and their ratio on every line', () => {
    for (const { name, figure, baseline, ratio } of lines.values()) {
      expect(Number.isFinite(figure) && Number.isFinite(baseline), name).toBe(true);
      if (baseline > 0 && figure > 0.01) expect(ratio, name).toBeCloseTo(figure / baseline, 1);
    }
  });

  it('asks every engine the same questions', () => {
    expect(Object.keys(line('retrieval/error@1/open').details?.recall ?? {})).toEqual(ENGINES);
    expect(Object.keys(line('retrieval/p95').details?.ms ?? {})).toEqual(ENGINES);
  });

  it('finds no less than the best of the others', () => {
    for (const depth of [1, 5]) {
      const { figure, baseline } = line(`retrieval/error@${depth}/open`);
      expect(figure).toBeLessThanOrEqual(baseline);
    }
  });

  it('grows the corpus as asked and measures memory and time at each size', () => {
    for (const figure of ['p50', 'p95', 'indexMs', 'residentMb', 'heapMb'])
      expect(line(`retrieval/growth/${figure}/3x`).details?.grown).toBe(3);
    expect(line('retrieval/growth/heapMb/3x').ratio).toBeGreaterThan(1);
  });
});

describe('the grown corpus', () => {
  const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), 'grown-corpus-test-')));
  const corpus = loadCorpus(ROOT);
  beforeAll(() => {
    for (const folder of folders) writeGrownCorpus(ROOT, corpus, folder, 2);
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('is the same for the same seed', () => {
    const [one = [], other = []] = folders.map((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.md'))
        .map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8')}`),
    );
    expect(one.length).toBeGreaterThan(100);
    expect(one).toEqual(other);
  });

  it('holds other sentences made of the same words', () => {
    const real = new Set(corpus.articles.flatMap(({ statements }) => statements.map(({ text }) => text)));
    const invented = loadCorpus(folders[0] as string).articles.filter(({ document }) => document.endsWith('-1'));
    const texts = invented.flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(texts).toHaveLength(real.size);
    expect(texts.filter((text) => real.has(text)).length).toBeLessThan(texts.length / 20);
  });
});
