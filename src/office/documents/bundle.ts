import { Zip, ZipPassThrough } from 'fflate';
import { printable } from '../../language/printable.ts';
import type { Bundle } from './types.ts';

const LONGEST_NAME = 100;
/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
/** The oldest date that a ZIP holds: the same files always give the same bytes. */
const MODIFIED = new Date(1980, 0, 1);

/** A ZIP that grows file by file; what it gives goes to the disk in that order, so it is never whole in memory. */
export interface BundleStream {
  /** One at a time: the one before must have ended. */
  open(name: string): {
    write(bytes: Uint8Array): Uint8Array;
    end(bytes: Uint8Array): Uint8Array;
  };
  end(): Uint8Array;
}

/** A flat ZIP. Names lose what is no file name on some system or would leave the folder; a repeated one gets a number. */
export function startBundle(): BundleStream {
  const taken = new Set<string>();
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const take = () => {
    const bytes = Buffer.concat(ready);
    ready = [];
    return bytes;
  };
  return {
    open(name) {
      // Word and Excel files are packed already.
      const entry = new ZipPassThrough(unique(safeName(name), taken));
      entry.mtime = MODIFIED;
      zip.add(entry);
      const push = (bytes: Uint8Array, last: boolean) => {
        entry.push(bytes, last);
        return take();
      };
      return { write: (bytes) => push(bytes, false), end: (bytes) => push(bytes, true) };
    },
    end() {
      zip.end();
      return take();
    },
  };
}

export const bundle: Bundle = (files) => {
  const stream = startBundle();
  const parts = files.map(({ name, bytes }) => stream.open(name).end(bytes));
  return new Uint8Array(Buffer.concat([...parts, stream.end()]));
};

function safeName(name: string): string {
  const words = printable(name)
    .replace(/[\\/:*?"<>|\n\t]/g, '-')
    .replace(/[\s.]+$/u, '')
    // Readers of a ZIP keep names as keys of an object, where `__proto__` is none.
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
