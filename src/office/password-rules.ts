import { readFileSync } from 'node:fs';
import { fold } from '../language/fold.ts';
import { UNITS } from '../language/places.ts';
import data from './data/password-words.json' with { type: 'json' };

const LENGTH = { from: 12, to: 128 };
/** Signs that must be left when all that is easily guessed of somebody of this office is taken out. */
const OWN_SIGNS = 6;

/**
 * The 5,000 most used passwords of at least 12 signs (ASVS 5.0 6.2.4 asks for 3,000), lower case. From the public domain
 * list of ten million leaked ones, in the order of how often they were found.
 */
const COMMON: ReadonlySet<string> = new Set(
  readFileSync(new URL('./data/common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean),
);

/** Of the programme, the province and signing in, and the names of its communes and wards (ASVS 5.0 6.2.11). */
const WORDS: readonly string[] = [...data.words, ...UNITS.map(({ name }) => squeeze(name))];

/** Length counts most (NIST SP 800-63B §5.1.1.2); no rules of which signs it must hold. */
export function isWeakPassword(password: string, email: string): boolean {
  const said = lowered(password);
  const { length } = [...said];
  if (length < LENGTH.from || length > LENGTH.to) return true;
  const [name = ''] = email.split('@');
  // A name of a letter or two stands in any password.
  return new Set(said).size < 4 || said.includes(email) || (name.length >= 4 && said.includes(name));
}

/**
 * What somebody would try first: a password that many have, or one put together from words of the office, the host of the
 * address, years and rows of digits.
 * @param officeName That the installation belongs to; null: not known.
 */
export function isGuessablePassword(password: string, email: string, officeName: string | null): boolean {
  const said = lowered(password);
  const host = email.split('@')[1] ?? '';
  const words = [...WORDS, ...host.split('.').map(squeeze), ...wordsOf(officeName ?? '')];
  return COMMON.has(said) || ownSigns(said, words) < OWN_SIGNS;
}

const lowered = (password: string): string => password.normalize('NFC').toLowerCase();

function wordsOf(officeName: string): string[] {
  return [squeeze(officeName), ...fold(officeName).split(/[^a-z0-9]+/)];
}

function ownSigns(password: string, words: readonly string[]): number {
  let rest = squeeze(password);
  for (const word of [...words].sort((one, other) => other.length - one.length)) {
    if (word.length >= 4) rest = rest.replaceAll(word, ' ');
  }
  // Years and digits in a row add nothing.
  return rest.replace(/(?:19|20)\d\d/g, '').replace(/0?123\d*|(\w)\1{2,}|\s/g, '').length;
}

/** Letters and digits only, without marks: "Thọ Lập" → "tholap". */
function squeeze(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}
