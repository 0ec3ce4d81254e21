import surnames from '../../assistant/data/surnames.json' with { type: 'json' };
import { maskPersonal } from '../../assistant/mask.ts';
import { fold } from '../../language/fold.ts';

const SHOWN: Record<string, string> = {
  SDT: '[số điện thoại]',
  EMAIL: '[thư điện tử]',
  SO: '[số giấy tờ]',
  TEN: '[tên]',
  DIA_CHI: '[địa chỉ]',
};

const LINK = /(?:https?:\/\/|www\.|zalo\.me\/|fb\.com\/|facebook\.com\/)\S+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{3,}/giu;
/** Nine digits or more in one run, however they are spaced: no year, price or share is that long. */
const LONG_NUMBER = /\d(?:[\s.\-–]?\d){8,}/gu;
/** "nguyễn thị hoa" in small letters: the middle word gives the name away. */
const PLAIN_NAME = new RegExp(`(?<!\\p{L})(?:${surnames.map(fold).join('|')}) (?:thi|van)(?: \\p{L}+){1,2}`, 'gu');
/** Characters kept of a question: enough to see what was asked, too little for a story. */
const LONGEST = 300;

/**
 * The question without phone numbers, e-mails, numbers of papers, names, addresses and links; null when nothing is left to
 * read. It errs on the side of hiding: this text is kept without asking anybody.
 */
export function anonymous(question: string): string | null {
  const plain = hidePlainNames(
    question
      .normalize('NFC')
      .slice(0, 4 * LONGEST)
      .replace(LINK, ' [liên kết] '),
  );
  const masked = maskPersonal(plain)
    .text.replace(/\[([A-Z_]+)_\d+\]/gu, (placeholder, kind: string) => SHOWN[kind] ?? placeholder)
    .replace(LONG_NUMBER, SHOWN.SO ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
  const kept = [...masked].slice(0, LONGEST).join('');
  return /\p{L}{2,}/u.test(kept.replace(/\[[^\]]*\]?/gu, '')) ? kept : null;
}

function hidePlainNames(text: string): string {
  let hidden = '';
  let at = 0;
  for (const match of fold(text).matchAll(PLAIN_NAME)) {
    hidden += `${text.slice(at, match.index)}[tên]`;
    at = match.index + match[0].length;
  }
  return hidden + text.slice(at);
}
