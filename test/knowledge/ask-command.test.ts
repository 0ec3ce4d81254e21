import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = (...args: string[]) =>
  spawnSync('npx', ['tsx', 'src/cli/ask.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ask-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run ask', { timeout: 60_000 }, () => {
  it('answers a batch line by line, in order, and prints nothing else', () => {
    const file = join(folder, 'batch.jsonl');
    writeFileSync(file, '{"id":"a","q":"Thọ Xuân được giao mấy sản phẩm 4 sao?"}\n\n{"id":"b","q":"xin chào"}\n');
    const lines = execFileSync('npx', ['tsx', 'src/cli/ask.ts', '--batch', file, '--today', '2026-11-23'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id, kind }) => [id, kind])).toEqual([
      ['a', 'answer'],
      ['b', 'smalltalk'],
    ]);
    expect(lines[0]).toMatchObject({
      q: 'Thọ Xuân được giao mấy sản phẩm 4 sao?',
      citations: [{ document: 'ke-hoach-2024', section: 'PL' }, {}],
    });
    expect(lines[0].ms).toBeTypeOf('number');
  });

  it('names the broken line of a batch and prints no result', () => {
    const file = join(folder, 'broken.jsonl');
    writeFileSync(file, '{"id":"a","q":"xin chào"}\nkhông phải JSON\n');
    const { status, stdout, stderr } = run('--batch', file);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`${file}:2:`);
  });

  it('tells how it is used when nothing was asked', () => {
    const { status, stderr } = run();
    expect(status).toBe(2);
    expect(stderr).toContain('Cách dùng');
  });
});
