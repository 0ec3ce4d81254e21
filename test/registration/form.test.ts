import { describe, expect, it } from 'vitest';
import { FORM, fieldDefinition, helpText, question } from '../../src/registration/form.ts';
import { isLeave } from '../../src/registration/leave.ts';
import { missingRequired } from '../../src/registration/next-field.ts';
import { readAnswer } from '../../src/registration/read-answer.ts';
import type { Answers } from '../../src/registration/types.ts';

describe('the form', () => {
  it('asks one product in 28 fields, each once', () => {
    const ids = FORM.fields.map((field) => field.id);
    expect(ids).toHaveLength(28);
    expect(new Set(ids).size).toBe(28);
  });

  it('asks short questions, one at a time', () => {
    for (const field of FORM.fields) {
      const { text } = question(field.id, {});
      expect(text.length, field.id).toBeLessThanOrEqual(260);
      expect(text.length, field.id).toBeGreaterThan(10);
    }
  });

  it('tells how to skip what is optional', () => {
    for (const field of FORM.fields.filter((one) => !one.required)) {
      expect(question(field.id, {}).text, field.id).toMatch(/bỏ qua|để sau|không cần/);
    }
  });

  it('asks a tourism service no shares of materials, and lets it go without any', () => {
    const tourism: Answers = { 'product.set': 26 };
    expect(question('idea.materials', { 'product.set': 6 }).text).toContain('phần trăm');
    expect(question('idea.materials', tourism).text).not.toContain('phần trăm');
    expect(helpText('idea.materials', 1, tourism)).not.toContain('%');
    expect(isLeave('idea.materials', 'không có', tourism)).toBe(true);
    expect(missingRequired({})).toContain('idea.materials');
    expect(missingRequired(tourism)).not.toContain('idea.materials');
    const read = (text: string) =>
      readAnswer('idea.materials', text, { today: '2026-11-26', answers: tourism, mode: 'asked' });
    expect(read('rau, cá của bà con trong xã')).toMatchObject({ value: { text: 'rau, cá của bà con trong xã' } });
    expect(read('trong xã 60%, trong tỉnh 100%')).toMatchObject({ value: { inCommune: 60, inProvince: 100 } });
    expect(read('trong xã 160%')).toMatchObject({ kind: 'invalid' });
  });

  it('says that the tax code is not of the official form', () => {
    expect(question('applicant.taxCode', {}).text).toContain('không có ô này');
  });

  it('helps differently the first and the second time and offers a way out from the third', () => {
    for (const field of FORM.fields) {
      const [first, second, third] = [1, 2, 3].map((attempt) => helpText(field.id, attempt, {}));
      expect(first).not.toBe(second);
      expect(third).toContain('để sau');
      expect(third).toContain('gặp cán bộ');
    }
  });
});

describe('question', () => {
  it('offers "Chủ hộ" to a household', () => {
    const { choices } = question('applicant.position', { 'applicant.kind': 'ho-san-xuat' });
    expect(choices[0]).toEqual({ value: 'Chủ hộ', label: 'Chủ hộ' });
  });

  it('suggests the product set with its reason, the best first', () => {
    const { text, choices } = question('product.set', { 'product.name': 'Mắm tép đồng' });
    expect(choices[0]?.value).toBe(9);
    expect(text).toContain('bộ 9');
    expect(text).toMatch(/vì tên có "Mắm tép/);
  });

  it('falls back on the description when the name says nothing', () => {
    const answers: Answers = { 'product.name': 'Nét xưa', 'idea.description': 'bánh gai gói lá chuối khô' };
    expect(question('product.set', answers).choices[0]?.value).toBe(6);
  });

  it('asks for the set openly when nothing is known of the product', () => {
    expect(question('product.set', { 'product.name': 'Xyz' }).choices).toEqual([]);
  });

  it('offers only higher stars for an upgrade', () => {
    const answers: Answers = { 'registration.kind': 'nang-hang', 'product.currentStars': 4 };
    expect(question('registration.targetStars', answers).choices.map((one) => one.value)).toEqual([5]);
  });
});

describe('every choice', () => {
  const rows = FORM.fields.flatMap((field) =>
    (field.choices ?? []).map((choice) => [field.id, choice.label, choice.value] as const),
  );

  it.each(rows)('of %s is read back from its label "%s"', (id, label, value) => {
    const answers: Answers = id === 'applicant.kind' ? { 'product.set': 26 } : {};
    const reading = readAnswer(id, label, { today: '2026-11-23', answers, mode: 'asked' });
    const many = ['markets', 'documents', 'supportNeeds'].includes(fieldDefinition(id).reader);
    expect(reading).toMatchObject({ kind: 'value', value: many ? [value] : value });
  });
});
