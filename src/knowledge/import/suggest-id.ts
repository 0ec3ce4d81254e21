import { fold } from '../../language/fold.ts';
import type { DocumentHeader } from './header.ts';

/** "26/2026/QĐ-TTg" → `qd-26-2026`; "12/KH-UBND" of 2027 → `kh-12-2027`; without a number kind and year: `ke-hoach-2024`. */
export function suggestId({ number, issued, kind, title }: DocumentHeader): string | null {
  const parts = /^(\d+)(?:\/(\d{4}))?\/([\p{L}\d]+)/u.exec(number ?? '');
  const year = parts?.[2] ?? issued?.slice(0, 4) ?? /(?<!\d)(20\d\d)(?!\d)/u.exec(title ?? '')?.[1] ?? null;
  if (parts) return slug([parts[3] ?? '', parts[1] ?? '', year ?? ''].join('-'));
  return kind && year ? slug(`${kind}-${year}`) : null;
}

function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}
