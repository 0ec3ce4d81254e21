import { repair } from '../../language/repair.ts';
import { tidy } from '../../language/text.ts';
import { commandWords, plainWords } from './phrases.ts';

/** One message prepared for the rules. */
export interface Said {
  /** NFC, one kind of space: spans and stored values come from here. */
  readonly text: string;
  /** Folded words as typed. */
  readonly plain: string;
  /** The same for matching commands: marked words that belong to none are masked. */
  readonly words: string;
  /** Folded words with telex leftovers, shorthand and dialect undone; same as `words` when nothing changed. */
  readonly repaired: string;
}

export function hear(text: string): Said {
  const tidied = tidy(text);
  return {
    text: tidied,
    plain: plainWords(tidied),
    words: commandWords(tidied),
    repaired: commandWords(repair(tidied)),
  };
}

/** The forms that a rule tries, without repeating itself. */
export function formsOf(said: Said): readonly string[] {
  return said.words === said.repaired ? [said.words] : [said.words, said.repaired];
}
