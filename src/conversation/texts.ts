import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Every sentence of the conversation itself, in `texts.json`; fields bring their own questions. */
export const TEXTS = z
  .record(z.string(), z.string().min(1))
  .parse(JSON.parse(readFileSync(new URL('./texts.json', import.meta.url), 'utf8')));

/** The text of that name with its `{places}` filled. A missing text or value is a bug, so it throws. */
export function text(name: string, values: Readonly<Record<string, string>> = {}): string {
  const template = TEXTS[name];
  if (template === undefined) throw new Error(`no text ${name}`);
  return template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`text ${name} needs ${key}`);
    return value;
  });
}
