import { z } from 'zod';
import { readData } from './read-data.ts';
import type { ReadWord } from './restore-marks.ts';
import { type Word, words } from './words.ts';

const endings = readData('confirmations.yaml', z.array(z.string())).map(words);

/** True for what is said to be confirmed or set right: "2 sao thì huyện vẫn phát giấy chứ?". */
export function asksConfirmation(asked: readonly ReadWord[]): boolean {
  return endings.some((ending) => {
    const last = asked.slice(-ending.length);
    // "Ai là chủ" typed without marks ends like "chứ".
    if (last.length < ending.length || asked.at(-ending.length - 1)?.folded === 'la') return false;
    return ending.every((word, at) => isSame(word, last[at] as ReadWord));
  });
}

function isSame({ folded, marked }: Word, asked: ReadWord): boolean {
  return asked.origin === 'restored' ? folded === asked.folded : marked === asked.marked;
}
