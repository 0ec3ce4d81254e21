import { zipSync } from 'fflate';
import { printable } from '../../language/printable.ts';
import type { Bundle } from './types.ts';

const LONGEST_NAME = 100;
/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** The oldest date that a ZIP holds: the same files always give the same bytes. */
const MODIFIED = new Date(1980, 0, 1);

/** A flat ZIP. Names lose what is no file name on some system or would leave the folder; a repeated one gets a number. */
export const bundle: Bundle = (files) => {
  const taken = new Set<string>();
  const entries = files.map(({ name, bytes }) => [unique(safeName(name), taken), bytes] as const);
  return zipSync(Object.fromEntries(entries), { mtime: MODIFIED });
};

function safeName(name: string): string {
  const words = printable(name)
    .replace(/[\\/:*?"<>|\n\t]/g, '-')
    .replace(/[\s.]+$/u, '')
    // The ZIP's writer keeps names as keys of an object, where `__proto__` is none.
    .replace(/^[\s._]+/u, '');
  const { stem, extension } = split(words);
  const short = [...stem].slice(0, LONGEST_NAME).join('').trim();
  return `${short === '' || RESERVED.test(short) ? `tệp ${short}`.trim() : short}${extension}`;
}

/** Told apart without case: many systems do not tell "A.docx" from "a.docx". */
function unique(name: string, taken: Set<string>): string {
  const { stem, extension } = split(name);
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${stem} (${number})${extension}`;
  taken.add(free.toLowerCase());
  return free;
}

function split(name: string): { stem: string; extension: string } {
  const match = /^(.*)(\.[a-z0-9]{1,5})$/isu.exec(name);
  return { stem: match?.[1] ?? name, extension: match?.[2] ?? '' };
}
