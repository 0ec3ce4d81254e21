import { fold } from '../../language/fold.ts';
import { isUnmarked } from '../../language/unmarked.ts';
import { nameAt } from '../person-name.ts';
import { findPhrases, phraseIndex } from '../phrases.ts';
import type { FoundAnswer, ReadingContext } from '../types.ts';
import { type Word, wordsOf } from '../words.ts';
import { SIGN_INDEX, SIGNS } from './signs.ts';

const POSITIONS = phraseIndex(SIGNS.positions.map((phrase) => [phrase, phrase] as const));
const TITLES = /^(?:ông|bà|anh|chị|cô|chú|bác|cụ|ong|ba|chi|co|chu|bac|cu|là|la|tên|ten)$/iu;
const ORGANISATIONS = new Set([
  'htx',
  'hop tac',
  'cong ty',
  'cty',
  'to hop',
  'trang trai',
  'doanh nghiep',
  'tht',
  'co so',
  'ho kinh',
]);

/** The representative (after "tôi là", "người đại diện", "giám đốc"), the position beside, and a named organisation. */
export function findPeople(text: string, _context: ReadingContext): FoundAnswer[] {
  const words = wordsOf(text);
  const person = findPerson(text, words);
  const position = findPosition(text, person);
  const organisation = findOrganisation(text, words);
  return [...(person ? [person] : []), ...(position ? [position] : []), ...(organisation ? [organisation] : [])];
}

function findPerson(text: string, words: readonly Word[]): FoundAnswer | null {
  const signs = findPhrases(SIGN_INDEX, text, { marked: !isUnmarked(text) }).filter((hit) =>
    hit.values.includes('applicant.representative'),
  );
  for (const sign of signs) {
    let first = words.findIndex((word) => word.start >= sign.end);
    while (first >= 0 && TITLES.test(words[first]?.text ?? '') && words[first + 1] !== undefined) first += 1;
    const name = nameAt(text, words, first);
    if (!name) continue;
    const value = text.slice(name.start, name.end);
    return {
      field: 'applicant.representative',
      reading: { kind: 'value', value, words: value },
      start: name.start,
      end: name.end,
    };
  }
  return null;
}

/** "tôi là chủ hộ", "Lê Thị Hoa, giám đốc", "giám đốc Lê Thị Hoa". */
function findPosition(text: string, person: FoundAnswer | null): FoundAnswer | null {
  const folded = fold(text);
  for (const hit of findPhrases(POSITIONS, text, { marked: !isUnmarked(text) })) {
    const before = folded.slice(0, hit.start);
    const told =
      /(?:\b(?:toi|em|anh|chi|minh|tui|tau) (?:la|lam)|chuc vu(?: la)?|giu chuc|chuc danh(?: la)?|\bla)[ :]*$/.test(
        before,
      );
    const gap = person
      ? hit.start >= person.end
        ? text.slice(person.end, hit.start)
        : text.slice(hit.end, person.start)
      : null;
    const beside = gap !== null && /^[\s,:(–-]*(?:là|la|hiện là|làm|chức vụ|ông|bà|anh|chị)?[\s,:]*$/iu.test(gap);
    const alone = /(?:^|[,;/(]\s*)$/.test(before) && /^\s*(?:$|[,;/)]|\.(?:\s|$))/.test(folded.slice(hit.end));
    if (!told && !beside && !alone) continue;
    return {
      field: 'applicant.position',
      reading: { kind: 'value', value: isUnmarked(text) ? (hit.values[0] ?? hit.text) : hit.text, words: hit.text },
      start: hit.start,
      end: hit.end,
    };
  }
  return null;
}

/** "HTX Rau sạch Quảng Thọ": a kind of organisation and a name that ends in capitals. */
function findOrganisation(text: string, words: readonly Word[]): FoundAnswer | null {
  for (let at = 0; at < words.length - 1; at += 1) {
    const [one, two] = [words[at], words[at + 1]];
    if (!one || !two || !(ORGANISATIONS.has(one.folded) || ORGANISATIONS.has(`${one.folded} ${two.folded}`))) continue;
    if (one.folded === 'hop' && words[at + 2]?.folded !== 'xa') continue;
    if (/(?:bán cho|mua của|nhập cho|với|các|mấy|cho) $/iu.test(text.slice(0, one.start))) continue;
    const length = ORGANISATIONS.has(one.folded)
      ? 1
      : one.folded === 'hop'
        ? 3
        : one.folded === 'to' || one.folded === 'ho'
          ? 3
          : 2;
    let last = -1;
    for (let next = at + length; next < words.length && next < at + 12; next += 1) {
      const [word, before] = [words[next], words[next - 1]];
      if (!word || !before || /[^ \-&.]|\. /.test(text.slice(before.end, word.start))) break;
      if (['ở', 'tại', 'thuộc', 'đang', 'đã', 'muốn', 'xin', 'đăng', 'có', 'là', 'do'].includes(word.text)) break;
      if (/^\p{Lu}/u.test(word.text) && !/^(?:TNHH|MTV|CP|SX|TM|DV|DVNN|NN|TV)$/.test(word.text)) last = next;
    }
    const end = words[last]?.end;
    if (last < 0 || end === undefined) continue;
    const value = text.slice(one.start, end);
    // The kind's own word stays free for the kind.
    const start = words[at + length]?.start ?? one.start;
    return { field: 'applicant.name', reading: { kind: 'value', value, words: value }, start, end };
  }
  return null;
}
