import { tidy } from './text.ts';

/** Text for matching: tidied. */
export function repair(text: string): string {
  return tidy(text);
}
