import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** Reads one of this module's own data files (src/knowledge/data) and checks it; a broken one is a bug, so it throws. */
export function readData<Schema extends z.ZodType>(name: string, schema: Schema): z.output<Schema> {
  const file = new URL(`./data/${name}`, import.meta.url);
  const parsed = schema.safeParse(parseYaml(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
