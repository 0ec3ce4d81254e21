import { unitByCode, unitTitle } from '../../language/places.ts';
import { showValue } from '../form.ts';
import { PROVINCE } from '../province.ts';
import type { Answers, FieldId } from '../types.ts';
import { BLANK } from './word.ts';

/** The answer as a person reads it, or a place to write. */
export function shown(answers: Answers, field: FieldId): string {
  const value = answers[field];
  return value === undefined ? BLANK : showValue(field, value);
}

/** "thôn Sao Vàng, xã Hoằng Thanh, tỉnh Thanh Hóa"; a place to write when neither is known. */
export function showAddress(answers: Answers): string {
  const unit = unitName(answers);
  const parts = [answers['applicant.address'], unit, `tỉnh ${PROVINCE}`];
  return answers['applicant.address'] === undefined && unit === null ? BLANK : parts.filter(Boolean).join(', ');
}

/** "xã Hoằng Thanh"; null when the unit is not known. */
export function unitName(answers: Answers): string | null {
  const unit = unitByCode(String(answers['applicant.unit'] ?? ''));
  return unit ? unitTitle(unit).replace(/^./u, (letter) => letter.toLowerCase()) : null;
}

/** "UBND XÃ HOẰNG THANH". */
export function communeOffice(answers: Answers): string {
  const name = unitName(answers);
  return name === null ? 'UBND CẤP XÃ' : `UBND ${name.toUpperCase()}`;
}
