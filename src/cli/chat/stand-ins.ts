import { maskPersonal } from '../../assistant/mask.ts';

const NAMES = ['Lê Thị Mai', 'Nguyễn Văn Bình', 'Trần Thị Lan', 'Phạm Văn Dũng', 'Hoàng Thị Thu', 'Vũ Văn Sơn'];
const DIGITS = '1234567890';

/**
 * Replaces what is personal by something invented of the same shape, the same for the same words all through: a stored
 * conversation stays one that can be played, and tells of nobody.
 */
export function createStandIns(): (text: string) => string {
  const known = new Map<string, string>();

  function standIn(kind: string, words: string): string {
    const key = `${kind} ${words.toLowerCase()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = invent(kind, words, known.size + 1);
    known.set(key, made);
    return made;
  }

  return (text) => {
    const masked = maskPersonal(text);
    return masked.text.replace(/\[([A-Z_]+)_\d+\]/gu, (place, kind: string) => standIn(kind, masked.unmask(place)));
  };
}

function invent(kind: string, words: string, nth: number): string {
  switch (kind) {
    case 'SDT':
      return `09000000${String(nth % 100).padStart(2, '0')}`;
    case 'EMAIL':
      return `nguoi${nth}@example.com`;
    case 'TEN':
      return inCase(NAMES[nth % NAMES.length] ?? '', words);
    case 'DIA_CHI':
      return `thôn ${(nth % 9) + 1}`;
    default: {
      let at = nth;
      return words.replace(/\d/gu, () => {
        at += 1;
        return DIGITS[at % 10] ?? '';
      });
    }
  }
}

function inCase(name: string, words: string): string {
  return words === words.toLowerCase() ? name.toLowerCase() : name;
}
