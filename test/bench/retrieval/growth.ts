import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadCorpus } from '../../../src/knowledge/load.ts';
import { type Measure, measure, round } from '../measure.ts';
import type { GrowthRun } from './growth-run.ts';
import { writeGrownCorpus } from './synthesise.ts';

const RUN = fileURLToPath(new URL('./growth-run.ts', import.meta.url));
/** The texts of a hundred corpora alone outgrow the heap that Node.js allows itself. */
const HEAP = '--max-old-space-size=12288';
const FIGURES = [
  ['p50', 'ms'],
  ['p95', 'ms'],
  ['indexMs', 'ms'],
  ['residentMb', 'MB'],
  ['heapMb', 'MB'],
] as const;

/** Time, memory and index time of our search at each scale of the corpus; the baseline is the first scale. */
export async function* growCorpus(root: string, scales: readonly number[], every = 1): AsyncGenerator<Measure> {
  const corpus = loadCorpus(root);
  let first: GrowthRun | undefined;
  for (const scale of scales) {
    const folder = mkdtempSync(join(tmpdir(), 'grown-corpus-'));
    try {
      writeGrownCorpus(root, corpus, folder, scale);
      const run = await measureIn(folder, every);
      first ??= run;
      for (const [figure, unit] of FIGURES)
        yield measure({
          name: `retrieval/growth/${figure}/${scale}x`,
          unit,
          figure: run[figure],
          baseline: first[figure],
          against: `${scales[0]}x`,
          details: {
            passages: run.passages,
            grown: round(run.passages / first.passages),
            recallAt1: round(run.recallAt1),
          },
        });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function measureIn(root: string, every: number): Promise<GrowthRun> {
  const args = ['--expose-gc', HEAP, '--import', 'tsx', RUN, '--root', root, '--every', String(every)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as GrowthRun;
}
