import { splitTone } from '../../src/language/tones.ts';

const KEYS: Readonly<Record<string, string>> = { ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' };
const VNI: Readonly<Record<string, string>> = { ă: 'a8', â: 'a6', ê: 'e6', ô: 'o6', ơ: 'o7', ư: 'u7', đ: 'd9' };
const VNI_TONES: Readonly<Record<string, string>> = { '': '', s: '1', f: '2', r: '3', x: '4', j: '5' };

/** The keys a person presses for the words of a text in telex, each tone key at the word's end. */
export function typeTelex(text: string): string {
  return typeWith(text, KEYS, (tone) => tone);
}

/** Likewise in VNI. */
export function typeVni(text: string): string {
  return typeWith(text, VNI, (tone) => VNI_TONES[tone] ?? '');
}

function typeWith(text: string, keys: Readonly<Record<string, string>>, toneKey: (tone: string) => string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const { base, tone } = splitTone(word);
    const typed = [...base].map((letter) => {
      const key = keys[letter.toLowerCase()] ?? letter;
      return letter === letter.toLowerCase() ? key : key.charAt(0).toUpperCase() + key.slice(1);
    });
    return typed.join('') + toneKey(tone);
  });
}
