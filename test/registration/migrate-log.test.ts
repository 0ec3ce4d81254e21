import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { AnswerEntry, FieldId, FieldValue } from '../../src/registration/types.ts';
import { writeSecondVersion } from './second-version.ts';

const folder = await writeSecondVersion();
vi.stubEnv('FORM_DIR', folder);
const { fieldNow, migrateLog } = await import('../../src/registration/migrate-log.ts');
const { foldAnswers } = await import('../../src/registration/fold.ts');
const { missingRequired, nextField } = await import('../../src/registration/next-field.ts');
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const AT = '2026-12-01T02:00:00.000Z';
const HOW = { channel: 'zalo', at: AT, today: '2026-12-01' };

function answered(...given: readonly (readonly [FieldId, FieldValue | null, string?])[]): AnswerEntry[] {
  return given.map(([field, value, words], i) => ({
    seq: i + 1,
    field,
    action: value === null ? 'leave' : 'set',
    ...(value === null ? {} : { value }),
    words: words ?? String(value),
    rule: 'rule:test',
    channel: 'telegram',
    at: '2026-11-23T02:00:00.000Z',
  }));
}

function migrated(log: readonly AnswerEntry[]) {
  return foldAnswers([...log, ...migrateLog(log, 1, HOW)]);
}

describe('a draft of the first version in the second', () => {
  test('a renamed field takes its answer along, or that it was left for later', () => {
    const email = 'coso@gmail.com';
    expect(migrated(answered(['applicant.email', email])).answers).toEqual({ 'applicant.mail': email });
    const left = migrated(answered(['applicant.email', null]));
    expect([...left.open]).toEqual(['applicant.mail']);
  });

  test('an option that is gone is replaced, or asked again', () => {
    const { answers } = migrated(
      answered(['idea.markets', ['trong-huyen-cu', 'trong-xa']], ['applicant.kind', 'trang-trai']),
    );
    expect(answers).toEqual({ 'idea.markets': ['trong-tinh', 'trong-xa'] });
  });

  test('a value of another type: the words are read once more, else the field is asked', () => {
    expect(migrated(answered(['idea.revenue', 350_000_000, '350 triệu'])).answers).toEqual({
      'idea.revenue': 'duoi-1-ty',
    });
    expect(migrated(answered(['idea.revenue', 77_000_000, '77tr'])).answers).toEqual({});
  });

  test('a new required field is asked and stands in the way of sending', () => {
    const { answers, open } = migrated(answered(['product.set', 6]));
    expect(missingRequired(answers)).toContain('product.shelfLife');
    expect(nextField({ ...answers, 'applicant.kind': 'hop-tac-xa' }, open)).toBe('applicant.name');
  });

  test('entries are appended with what set them; a draft of the newest version is left alone', () => {
    const log = answered(['applicant.phone', '0912345678'], ['applicant.email', 'coso@gmail.com']);
    const added = migrateLog(log, 1, HOW);
    expect(added.map(({ seq, field, action, rule, at }) => ({ seq, field, action, rule, at }))).toEqual([
      { seq: 3, field: 'applicant.mail', action: 'set', rule: 'migration:1-2', at: AT },
      { seq: 4, field: 'applicant.email', action: 'clear', rule: 'migration:1-2', at: AT },
    ]);
    expect(migrateLog(log, 2, HOW)).toEqual([]);
  });

  test('a field knows its name of today', () => {
    expect(fieldNow('applicant.email', 1)).toBe('applicant.mail');
    expect(fieldNow('applicant.email', 2)).toBeNull();
    expect(fieldNow('applicant.phone', 1)).toBe('applicant.phone');
  });
});
