import { fold } from './fold.ts';
import { isSyllable, isTonelessSyllable, isUnmarkedSyllable } from './syllables.ts';
import { placeTone, splitTone, type Tone } from './tones.ts';

const VNI_TONES: Readonly<Record<string, Tone>> = { '0': '', '1': 's', '2': 'f', '3': 'r', '4': 'x', '5': 'j' };
const CIRCUMFLEX: Readonly<Record<string, string>> = { a: 'â', e: 'ê', o: 'ô' };

/**
 * The syllable that was meant by telex keys left in a word ("tasc" → "tác", "nhieeuf" → "nhiều"), also when half of it was
 * composed ("huyênj" → "huyện") or a letter was doubled by a slip ("lưạ", "chọnn"). Null when the word is a good syllable
 * as it stands, or no reading makes one. Small letters in, small letters out.
 */
export function decodeTelex(word: string): string | null {
  const lower = word.normalize('NFC').toLowerCase();
  if (lower.length < 2 || lower.length > 12 || !/^\p{L}+$/u.test(lower) || isPlain(lower)) return null;
  return settle(lower, composeTelex);
}

/** Likewise for VNI keys: "ke61t" → "kết", "d9u7o7c5" → "được", "so6" → "sô". The caller judges whether digits can be keys. */
export function decodeVni(word: string): string | null {
  const lower = word.normalize('NFC').toLowerCase();
  if (!/^\p{L}[\p{L}\d]*\d[\p{L}\d]*$/u.test(lower) || lower.length > 12) return null;
  return settle(lower, composeVni);
}

function settle(word: string, compose: (base: string, tone: Tone) => string | null): string | null {
  const { base, tone } = splitTone(word);
  // Three of a letter are drawn out for stress ("quáaaa"); two may be a key.
  const calm = base.replace(/(\p{L})\1{2,}/gu, '$1').replace(/^(?:dđ|đd)/u, 'đ');
  const single = calm.replace(/(\p{L})\1+/gu, '$1');
  const tries = [compose(calm, tone), compose(single, tone), placeTone(single, tone)];
  for (const candidate of tries)
    if (candidate !== null && isSyllable(candidate) && candidate !== word) return candidate;
  for (const candidate of tries) {
    if (candidate === null || candidate === word) continue;
    if (isTonelessSyllable(candidate)) return candidate;
    // Enough marks are missing that only the bare letters are sure: "diemr" is some "diem".
    if (isUnmarkedSyllable(candidate)) return fold(candidate);
  }
  return null;
}

/** A word that needs no decoding: a syllable with its marks, or one typed without marks and without keys. */
function isPlain(word: string): boolean {
  return (isSyllable(word) || isTonelessSyllable(word) || isUnmarkedSyllable(word)) && wellMarked(word);
}

/** Partly marked ("đuoc", "diêm") but with its marks where they may stand. */
function wellMarked(word: string): boolean {
  const { base, tone } = splitTone(word);
  return tone === '' || placeTone(base, tone) === word || /o[àáảãạ]$|o[èéẻẽẹ]$|u[ỳýỷỹỵ]$|u[àáảãạ]$/u.test(word);
}

function composeTelex(base: string, typed: Tone): string | null {
  let letters = '';
  let tone: Tone = typed;
  for (let at = 0; at < base.length; at += 1) {
    const key = base[at] ?? '';
    const hasVowel = /[aeiouyăâêôơư]/u.test(letters);
    const onsetOnly = /^(?:g|q)?[iu]?$/u.test(letters) && (letters === 'gi' || letters === 'qu');
    if (hasVowel && /[sfrxj]/.test(key) && !(onsetOnly && key === 'r')) {
      tone = key as Tone;
    } else if (key === 'z' && hasVowel) {
      tone = '';
    } else if (key === 'd' && letters.startsWith('d') && (letters === 'd' || hasVowel)) {
      letters = `đ${letters.slice(1)}`;
    } else if (key === 'w') {
      const horned = addHorn(letters);
      if (horned === null) return null;
      letters = horned;
    } else if (CIRCUMFLEX[key] !== undefined && canTakeCircumflex(letters, key, base.slice(at + 1))) {
      letters = addCircumflex(letters, key);
    } else {
      letters += key;
    }
  }
  return placeTone(letters, tone);
}

/** Doubled at once ("aa"), or typed at the end with a tone key or a coda between ("tana" is rare, "thana" too: not taken). */
function canTakeCircumflex(letters: string, key: string, rest: string): boolean {
  if (letters.endsWith(key)) return true;
  // "diemer": the second e after the coda, when a tone key follows or ended the word.
  return /^[sfrxj]?$/.test(rest) && new RegExp(`[iuy]${key}(?:c|ch|m|n|ng|nh|p|t)$`).test(letters);
}

function addCircumflex(letters: string, key: string): string {
  const at = letters.lastIndexOf(key);
  return letters.slice(0, at) + (CIRCUMFLEX[key] ?? key) + letters.slice(at + 1);
}

function addHorn(letters: string): string | null {
  if (/u[oơô]/u.test(letters) && !letters.startsWith('qu')) return letters.replace(/u[oơô]/u, 'ươ');
  if (/ưo/u.test(letters)) return letters.replace('ưo', 'ươ');
  if (/ươ|ơ|ă/u.test(letters)) return letters;
  const start = letters.startsWith('qu') ? 2 : 0;
  const tail = letters.slice(start);
  const ua = /ua$/.test(tail);
  const at = ua ? tail.lastIndexOf('u') : Math.max(tail.lastIndexOf('a'), tail.lastIndexOf('o'), tail.lastIndexOf('u'));
  if (at < 0) return /[aeiouyâêô]/u.test(tail) ? null : `${letters}ư`;
  const horn = { a: 'ă', o: 'ơ', u: 'ư' }[tail[at] ?? ''] ?? '';
  return letters.slice(0, start + at) + horn + letters.slice(start + at + 1);
}

function composeVni(base: string, typed: Tone): string | null {
  let letters = '';
  let tone: Tone = typed;
  for (const key of base) {
    const spoken = VNI_TONES[key];
    if (spoken !== undefined) tone = spoken;
    else if (key === '6') letters = letters.replace(/[aeo](?=[^aeo]*$)/u, (vowel) => CIRCUMFLEX[vowel] ?? vowel);
    else if (key === '7') letters = addHorn(letters) ?? letters;
    else if (key === '8') letters = letters.replace(/a(?=[^a]*$)/u, 'ă');
    else if (key === '9') letters = letters.replace(/^d/, 'đ');
    else letters += key;
  }
  return placeTone(letters, tone);
}
