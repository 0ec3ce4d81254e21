import type { SheetColumn } from './sheet.ts';
import { startSheet } from './sheet-stream.ts';

export interface PagedSheet<Item> {
  /** At most 31 characters, none of \\ / * ? : [ ]. */
  readonly name: string;
  readonly columns: readonly SheetColumn<Item>[];
  /** The rows behind the last one seen; fewer than `most` are the last. */
  readonly read: (after: Item | null, most: number) => Promise<readonly Item[]>;
}

const PAGE = 1_000;

/** An XLSX file of everything there is, however much: one page of rows is held at a time. */
export async function writePagedSheet<Item>({ name, columns, read }: PagedSheet<Item>): Promise<Uint8Array> {
  const sheet = startSheet(name, columns);
  const written: Uint8Array[] = [];
  let last: Item | null = null;
  for (;;) {
    const page: readonly Item[] = await read(last, PAGE);
    written.push(sheet.add(page));
    last = page.at(-1) ?? null;
    if (page.length < PAGE) break;
  }
  written.push(sheet.end());
  return Buffer.concat(written);
}
