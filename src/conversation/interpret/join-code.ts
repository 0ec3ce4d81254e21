import { unitByCode } from '../../language/places.ts';
import type { Heard } from '../commands.ts';

const OWN = /^(m|cb)\s*-\s*([a-z0-9]{10})$/i;
const COMMUNE = /^xa\s*-\s*(\d{5})$/i;

/** What a QR code or deep link types for somebody, or what an officer read out to them. */
export function hearJoinCode(text: string): Heard[] | null {
  const [, kind = '', letters = ''] = OWN.exec(text) ?? [];
  if (kind !== '') return [{ type: 'join', key: { kind: 'code', code: `${kind}-${letters}`.toLowerCase() } }];
  const unit = COMMUNE.exec(text)?.[1];
  return unit !== undefined && unitByCode(unit) ? [{ type: 'joinCommune', unit }] : null;
}
