import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AppError, ERRORS, errorTable, explainFailure } from '../../src/platform/errors.ts';

test('docs/errors.md tells the same codes, texts and causes', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const block = /<!-- errors -->\n([\s\S]*?)\n<!-- \/errors -->/.exec(page)?.[1];
  expect(block, 'run `npm run errors:table` and paste it between the markers').toBe(errorTable());
});

test('what a person reads is a Vietnamese sentence', () => {
  for (const [code, { text }] of Object.entries(ERRORS)) {
    expect(text, code).toMatch(/[àáảãạăâđèéẻẽẹêìíòóôơùúưýỳ]/i);
    expect(text, code).toMatch(/\.$/);
  }
});

test('a failure to start is told in Vietnamese, with code, cause and detail for the operator', () => {
  const told = explainFailure(new AppError('port-taken', 'PORT=3000'));
  expect(told).toContain('Cổng mạng đã có chương trình khác dùng.');
  expect(told).toContain('[port-taken]');
  expect(told).toContain('PORT=3000');
});
