import { readFileSync } from 'node:fs';
import { z } from 'zod';
import districts from './data/former-districts.json' with { type: 'json' };
import { fold } from './fold.ts';

/** A commune or ward in force since 1/7/2025 (NQ 1686/NQ-UBTVQH15). `name` is without its kind: "Hoằng Thanh". */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly kind: 'xã' | 'phường';
  /** The district (before 1/7/2025) that most of it came from, as in FORMER_DISTRICTS. */
  readonly formerDistrict: string;
  readonly formedFrom: readonly FormerCommune[];
}

/** A commune before 1/7/2025; `district` when the source had to name it to tell it from another of the same name. */
export interface FormerCommune {
  readonly name: string;
  readonly kind: 'xã' | 'phường' | 'thị trấn';
  readonly district?: string;
}

/** One of the 27 districts, towns and cities that the 2024 plan names; abolished on 1/7/2025. */
export interface FormerDistrict {
  readonly name: string;
  readonly kind: 'huyện' | 'thị xã' | 'thành phố';
  /** As written in the plan's appendix, with the spelling corrected. */
  readonly official: string;
  readonly aliases: readonly string[];
  /** False when the bare name means something else first ("Thanh Hóa" is the province). */
  readonly bare: boolean;
}

const DistrictsSchema = z.array(
  z.object({
    name: z.string(),
    kind: z.enum(['huyện', 'thị xã', 'thành phố']),
    official: z.string(),
    aliases: z.array(z.string()),
    bare: z.boolean(),
  }),
);

export const FORMER_DISTRICTS: readonly FormerDistrict[] = DistrictsSchema.parse(districts);

/** The 166 units. */
export const UNITS: readonly Unit[] = readUnits();

const BY_CODE = new Map(UNITS.map((unit) => [unit.code, unit]));

export function unitByCode(code: string): Unit | undefined {
  return BY_CODE.get(code);
}

/** "Xã Hoằng Thanh". */
export function unitTitle(unit: Unit): string {
  return `${unit.kind === 'xã' ? 'Xã' : 'Phường'} ${unit.name}`;
}

function readUnits(): Unit[] {
  const lines = readFileSync(new URL('./data/units.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [code = '', unit = '', district = '', formedFrom = ''] = line.trim().split(',');
    const { name, kind } = parseTitle(unit);
    if (!/^\d{5}$/.test(code) || kind === 'thị trấn') throw new Error(`units.csv: ${line}`);
    return {
      code,
      name,
      kind,
      formerDistrict: districtName(district),
      formedFrom: formedFrom.split(';').map(parseFormer),
    };
  });
}

function parseTitle(title: string): { name: string; kind: FormerCommune['kind'] } {
  const match = /^(Xã|Phường|Thị trấn) (.+)$/u.exec(title.normalize('NFC').trim());
  if (match === null) throw new Error(`units.csv: ${title}`);
  return { name: match[2] ?? '', kind: (match[1] ?? '').toLowerCase() as FormerCommune['kind'] };
}

function parseFormer(text: string): FormerCommune {
  const match = /^(.*?)(?: \((?:huyện|thị xã|thành phố) (.+)\))?$/u.exec(text.trim());
  const former = parseTitle(match?.[1] ?? '');
  return match?.[2] === undefined ? former : { ...former, district: districtName(match[2]) };
}

function districtName(written: string): string {
  const folded = fold(written.trim());
  const district = FORMER_DISTRICTS.find((candidate) => fold(candidate.name) === folded);
  if (district === undefined) throw new Error(`units.csv: unknown district ${written}`);
  return district.name;
}
