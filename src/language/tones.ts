const TONES = new Map([
  ['\u0301', 's'],
  ['\u0300', 'f'],
  ['\u0309', 'r'],
  ['\u0303', 'x'],
  ['\u0323', 'j'],
]);
const SIGNS = new Map([...TONES].map(([sign, key]) => [key, sign]));

/** The tone of a syllable by its telex key, '' for the level tone. */
export type Tone = '' | 's' | 'f' | 'r' | 'x' | 'j';

/** "hoằng" → base "hoăng" and tone "f"; the letters' own marks (ă â ê ô ơ ư đ) stay. */
export function splitTone(word: string): { base: string; tone: Tone } {
  let base = '';
  let tone: Tone = '';
  for (const character of word.normalize('NFD')) {
    const key = TONES.get(character);
    if (key === undefined) base += character;
    else tone = key as Tone;
  }
  return { base: base.normalize('NFC'), tone };
}

/** Puts the tone on its letter, in the newer style for open oa, oe, uy ("hòa" as most people type it). */
export function placeTone(base: string, tone: Tone): string {
  const sign = SIGNS.get(tone);
  if (sign === undefined) return base;
  const onset = /^(?:qu|gi(?=[aeiouyăâêôơư]))/u.exec(base)?.[0].length ?? 0;
  const vowels = [...base.slice(onset).matchAll(/[aeiouyăâêôơư]/gu)].map((match) => match.index + onset);
  if (vowels.length === 0) return base;
  const quality = vowels.filter((at) => /[ăâêôơư]/u.test(base[at] ?? ''));
  const closed = (vowels.at(-1) ?? 0) < base.length - 1;
  const at =
    quality.at(-1) ?? (vowels.length === 1 ? vowels[0] : closed || vowels.length === 3 ? vowels[1] : vowels[0]);
  if (at === undefined) return base;
  return (base.slice(0, at + 1) + sign + base.slice(at + 1)).normalize('NFC');
}

/** One spelling for both tone-placement styles: "hoà" and "hòa", "thuý" and "thúy" become the same; lower case. */
export function sameTonePlace(word: string): string {
  const { base, tone } = splitTone(word.toLowerCase());
  return placeTone(base, tone);
}
