import { describe, expect, it } from 'vitest';
import { isDuplicate } from '../../src/registration/duplicate.ts';
import type { Answers } from '../../src/registration/types.ts';

const ONE: Answers = { 'product.name': 'Bánh gai', 'applicant.unit': '15568', 'applicant.phone': '0987654321' };

describe('isDuplicate', () => {
  it.each<[string, Answers, boolean]>([
    ['same name and commune, typed otherwise', { 'product.name': 'banh  GAI', 'applicant.unit': '15568' }, true],
    ['same name and phone', { 'product.name': 'bánh gai', 'applicant.phone': '0987654321' }, true],
    ['same name elsewhere', { 'product.name': 'Bánh gai', 'applicant.unit': '16000' }, false],
    ['another product of the same producer', { ...ONE, 'product.name': 'Bánh răng bừa' }, false],
    ['nothing known of the other', {}, false],
  ])('%s', (_what, other, duplicate) => {
    expect(isDuplicate(ONE, other)).toBe(duplicate);
  });

  it('needs a name: two empty forms are none', () => {
    expect(isDuplicate({ 'applicant.unit': '15568' }, { 'applicant.unit': '15568' })).toBe(false);
  });
});
