import { addMonths } from '../language/calendar.ts';

/** Average points from which a product may be recognised with that many stars (QĐ 26/2026 Đ.3); below 50 none is. */
const BANDS = [
  { from: 90, stars: 5 },
  { from: 70, stars: 4 },
  { from: 50, stars: 3 },
] as const;

export type Stars = (typeof BANDS)[number]['stars'];

/** Months that a certificate is valid (QĐ 26/2026 Đ.4 k.3). */
const VALID_MONTHS = 36;

export function starsFor(points: number): Stars | null {
  return BANDS.find(({ from }) => points >= from)?.stars ?? null;
}

export interface EnteredResult {
  /** 0–100, at most two decimals. */
  readonly points: number;
  readonly stars: Stars | null;
  readonly certificateNumber: string | null;
  /** ISO dates. */
  readonly certificateOn: string | null;
  /** Left out: 36 months after the certificate. */
  readonly expiresOn: string | null;
  /** The officer knows that the stars lie below the band: a minimum of the higher one was not met (Phụ lục II). */
  readonly belowBand: boolean;
}

export type CheckedResult =
  | { readonly kind: 'ok'; readonly expiresOn: string | null }
  | { readonly kind: 'refused'; readonly why: 'inconsistent' | 'below-band' | 'day' };

/** @param today ISO date in Viet Nam. */
export function checkResult(result: EnteredResult, today: string): CheckedResult {
  const { points, stars, certificateNumber, certificateOn, expiresOn, belowBand } = result;
  const band = starsFor(points);
  if (stars !== null && (band === null || stars > band)) return { kind: 'refused', why: 'inconsistent' };
  if (stars !== band && !belowBand) return { kind: 'refused', why: 'below-band' };
  if (stars === null) {
    const bare = certificateNumber === null && certificateOn === null && expiresOn === null;
    return bare ? { kind: 'ok', expiresOn: null } : { kind: 'refused', why: 'inconsistent' };
  }
  if (certificateNumber === null || certificateOn === null) return { kind: 'refused', why: 'inconsistent' };
  const until = expiresOn ?? addMonths(certificateOn, VALID_MONTHS);
  if (certificateOn > today || until <= certificateOn) return { kind: 'refused', why: 'day' };
  return { kind: 'ok', expiresOn: until };
}
