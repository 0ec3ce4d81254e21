import { describe, expect, it } from 'vitest';
import {
  applies,
  fieldsInOrder,
  missingRequired,
  nextField,
  progress,
  progressText,
} from '../../src/registration/next-field.ts';
import type { Answers, FieldId } from '../../src/registration/types.ts';

const NOTHING_OPEN: ReadonlySet<FieldId> = new Set();

function filled(answers: Answers): Answers {
  const all: { [K in FieldId]?: Answers[K] } = { ...answers };
  for (let field = nextField(all, NOTHING_OPEN); field !== null; field = nextField(all, NOTHING_OPEN)) all[field] = 'x';
  return all;
}

describe('nextField', () => {
  it('begins with the kind of applicant', () => {
    expect(nextField({}, NOTHING_OPEN)).toBe('applicant.kind');
  });

  it('passes over what was left for later', () => {
    expect(nextField({ 'applicant.kind': 'ho-san-xuat' }, new Set(['applicant.name']))).toBe(
      'applicant.representative',
    );
  });

  it('ends when the review is due, before attachments and declaration', () => {
    const answers = filled({ 'applicant.kind': 'ho-san-xuat', 'registration.kind': 'lan-dau' });
    expect(nextField(answers, NOTHING_OPEN)).toBeNull();
    expect(answers).not.toHaveProperty('attachments');
    expect(answers['declaration.accepted']).toBeUndefined();
  });
});

describe('applies', () => {
  it('asks the stars and the expiry only of a product that has them', () => {
    expect(applies('product.currentStars', { 'registration.kind': 'lan-dau' })).toBe(false);
    expect(applies('product.certificateExpiry', { 'registration.kind': 'danh-gia-lai' })).toBe(true);
  });

  it('asks the date of a registration only with its number', () => {
    expect(applies('applicant.registrationDate', {})).toBe(false);
    expect(applies('applicant.registrationDate', { 'applicant.registrationNumber': '26A8001234' })).toBe(true);
  });

  it('never asks a household for a tax code, which is a citizen number', () => {
    expect(applies('applicant.taxCode', { 'applicant.kind': 'ho-san-xuat' })).toBe(false);
    expect(applies('applicant.taxCode', { 'applicant.kind': 'hop-tac-xa' })).toBe(true);
  });
});

describe('missingRequired', () => {
  it('lets a household go on without a registration, but not a cooperative', () => {
    expect(missingRequired({ 'applicant.kind': 'ho-san-xuat' })).not.toContain('applicant.registrationNumber');
    expect(missingRequired({ 'applicant.kind': 'hop-tac-xa' })).toContain('applicant.registrationNumber');
  });

  it('leaves the product set to the officer', () => {
    expect(missingRequired({})).not.toContain('product.set');
  });

  it('counts an empty list of papers as an answer', () => {
    expect(missingRequired({ 'idea.documents': [] })).not.toContain('idea.documents');
  });

  it('never names an optional field', () => {
    expect(missingRequired({})).not.toContain('applicant.email');
  });
});

describe('progress', () => {
  it('counts fields answered and left over fields of this registration', () => {
    const answers: Answers = { 'applicant.kind': 'ho-san-xuat', 'applicant.name': 'Hộ A' };
    expect(progress(answers, new Set(['applicant.email']))).toEqual({ done: 3, total: fieldsInOrder(answers).length });
  });

  it('tells about how many minutes are left, never none while something is', () => {
    expect(progressText({ 'applicant.kind': 'ho-san-xuat' }, NOTHING_OPEN)).toMatch(/^1\/\d+, còn khoảng \d+ phút$/);
    const { 'applicant.position': _, ...almost } = filled({ 'applicant.kind': 'ho-san-xuat' });
    expect(progressText(almost, NOTHING_OPEN)).toContain('còn khoảng 1 phút');
  });
});
