import { z } from 'zod';
import { readData } from './read-data.ts';

const raw = readData('texts.yaml', z.record(z.string(), z.string()));

function text(key: string): string {
  const found = raw[key];
  if (found === undefined) throw new Error(`texts.yaml thiếu "${key}"`);
  return found;
}

/** Sentences around the evidence (data/texts.yaml). */
export const texts = {
  person: text('person'),
  noEvidence: text('no-evidence'),
  missing: (missing: string): string => text('missing').replace('{missing}', missing),
  part: (part: string): string => text('part').replace('{part}', part),
  command: text('command'),
  known: text('known'),
  empty: text('empty'),
  overtaken: text('overtaken'),
  notYet: (document: string, date: string): string =>
    text('not-yet').replace('{document}', document).replace('{date}', date),
} as const;
