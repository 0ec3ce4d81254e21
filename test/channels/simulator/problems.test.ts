import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/channels/simulator/web/problems.ts';

describe('PROBLEMS', () => {
  it('is told in docs/operating.md, code by code', () => {
    const docs = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
    const told = [...docs.matchAll(/^\| `(chat-[a-z-]+)` \| (\d+) \|/gm)].map(
      ([, code, status]) => `${code} ${status}`,
    );
    expect(told).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => `${code} ${status}`));
  });
});
