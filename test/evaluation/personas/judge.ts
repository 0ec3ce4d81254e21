import type { Persona } from './persona.ts';

export interface Verdict {
  readonly outcome: boolean;
  readonly fields: number;
  readonly right: number;
  /** What is stored otherwise than expected, or must not be stored and is. */
  readonly wrong: readonly string[];
}

/** Letters without marks and case, single spaces: marks of stored words are the person's own affair. */
export function plain(value: unknown): string {
  return String(value ?? '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether the stored value is the expected one. `{contains}` asks for a part; records may hold more than asked for. */
export function agrees(wanted: unknown, stored: unknown): boolean {
  if (wanted === null) return stored === null || stored === undefined;
  if (typeof wanted === 'number') return Number(stored) === wanted;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(stored) || stored.length !== wanted.length) return false;
    const others = [...stored].sort();
    return [...wanted].sort().every((one, index) => agrees(one, others[index]));
  }
  if (typeof wanted === 'object') {
    if ('contains' in wanted) {
      return plain(typeof stored === 'object' ? JSON.stringify(stored) : stored).includes(plain(wanted.contains));
    }
    return (
      typeof stored === 'object' &&
      stored !== null &&
      Object.entries(wanted).every(([key, value]) => agrees(value, (stored as Record<string, unknown>)[key]))
    );
  }
  return plain(wanted) === plain(stored);
}

/** Compares where a persona ended and what was stored with what its author expects. */
export function judge(
  persona: Persona,
  end: { status: string; answers: Readonly<Record<string, unknown>>; broken: boolean },
): Verdict {
  const checked = persona.outcome === 'submitted' ? Object.entries(persona.expected) : [];
  const missed = checked.filter(([field, wanted]) => !agrees(wanted, end.answers[field]));
  const forbidden = Object.entries(persona.expectedNot).filter(
    ([field, value]) => end.answers[field] !== undefined && agrees(value, end.answers[field]),
  );
  const show = (value: unknown): string => JSON.stringify(value ?? null);
  return {
    outcome: !end.broken && endedWell(persona.outcome, end.status),
    fields: checked.length,
    right: checked.length - missed.length,
    wrong: [
      ...missed.map(([field, wanted]) => `${field}: muốn ${show(wanted)}, được ${show(end.answers[field])}`),
      ...forbidden.map(([field, value]) => `${field}: không được là ${show(value)}`),
    ],
  };
}

function endedWell(outcome: Persona['outcome'], status: string): boolean {
  switch (outcome) {
    case 'submitted':
      return status === 'submitted';
    case 'cancelled':
      return status === 'none' || status === 'withdrawn';
    case 'refused':
      return status === 'none' || status === 'withdrawn' || status === 'draft';
    default:
      return outcome satisfies never;
  }
}
