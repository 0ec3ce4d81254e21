import { fold } from '../language/fold.ts';
import { tokenize } from '../language/tokens.ts';

/**
 * Why a sentence may not be said.
 * - `number`: a number or date that stands in none of the passages.
 * - `name`: a proper name (organisation, place, document) that stands in none of them.
 * - `quote`: words in quotation marks that are not there word for word.
 * - `approval`: it tells the person that something of theirs was decided; no document knows that.
 * - `negation`: it denies what the passages affirm, or the reverse.
 * - `words`: too little of the sentence is carried by the passages at all.
 * - `no-evidence`: the sentence names no passage.
 */
export type UnsupportedClaim = 'number' | 'name' | 'quote' | 'approval' | 'negation' | 'words' | 'no-evidence';

/** Share of a sentence's content words that must stand in the passages it cites. */
const CARRIED_SHARE = 0.75;

const NUMBER = /\d+(?:[.,/:-]\d+)*/gu;
const QUOTED = /[“"«]([^”"»]+)[”"»]/gu;
/** What is the person's own: no passage speaks of it. */
const OWN =
  /(?<!\p{L})(?:của|cua|nhà|nha) (?:anh|chị|chi|bạn|ban|bác|bac|cô|chú|bà|ba|ông|tôi|toi)(?!\p{L})|(?<!\p{L})(?:anh|chị|chi|bạn|ban|bác|bac|bà con|ba con)(?!\p{L})[^,;.]{0,12} (?:đã|da)(?!\p{L})/u;
const DECIDED =
  /\b(?:duyet|phe duyet|cong nhan|chap thuan|chap nhan|thong qua|trung|dat|duoc cap|da cap|duoc thuong|duoc nhan|duoc ho tro|du dieu kien|hop le)\b/u;
const NEGATIONS = new Set('không chẳng chưa đừng khỏi miễn khong chang'.split(' '));
const NAME = /(?:\p{Lu}[\p{L}\d&.-]*)(?:\s+\p{Lu}[\p{L}\d&.-]*)*/gu;

/** What figures count in these documents. */
const MEASURES = new Set(
  '% bo buoi cho diem dot dong du gio hang ho khach kg lan lop luot mau ngay nam nguoi phan phien phut san sao tan tap thang tinh to trieu tuan ty xa'.split(
    ' ',
  ),
);

/** Words that carry no claim: polite forms, joints, and the phrases an answer is built with. */
const FRAME = new Set(
  'a anh bi cac cai can cho co con cua cung da dang de den di do duoc gi gom hay hien ho khi khong la lai lam len luc ma mot muc nam nay neu ngay nhu nhung nhe o phai ra rang rieng roi se so sau tai the thi theo thuoc toi tren truoc tu tuc va van vao ve vi viec voi xin chi quyet dinh ke hoach'.split(
    ' ',
  ),
);

/**
 * Checks one composed sentence against the passages it cites. Everything is compared on folded text, so a difference of
 * marks or case is no difference of fact; numbers are compared without leading zeros ("07 lớp" = "7 lớp").
 */
export function checkClaim(sentence: string, passages: readonly string[]): UnsupportedClaim | null {
  if (passages.length === 0) return 'no-evidence';
  const source = passages.join('\n').normalize('NFC');
  const foldedSource = fold(source);

  for (const [, quoted] of sentence.matchAll(QUOTED)) {
    if (!foldedSource.includes(fold(quoted ?? '').trim())) return 'quote';
  }
  const known = numbersIn(source);
  for (const number of numbersIn(sentence)) {
    if (!known.some((other) => sameFigure(number, other))) return 'number';
  }
  if (OWN.test(sentence.normalize('NFC').toLowerCase()) && DECIDED.test(fold(sentence))) return 'approval';
  if (turnsAround(sentence, source)) return 'negation';
  const sourceWords = new Set(tokenize(source).map((token) => token.folded));
  for (const match of sentence.matchAll(NAME)) {
    if (!nameStands(match[0], isSentenceStart(sentence, match.index), sourceWords, foldedSource)) return 'name';
  }
  const content = tokenize(sentence)
    .map((token) => token.folded)
    .filter((word) => !FRAME.has(word));
  const carried = content.filter((word) => sourceWords.has(word)).length;
  return content.length > 0 && carried / content.length < CARRIED_SHARE ? 'words' : null;
}

/** A word that the sentence denies where no passage does, or affirms where every passage denies it. */
function turnsAround(sentence: string, source: string): boolean {
  const [said, known] = [polarities(sentence), polarities(source)];
  return [...said].some(([word, denied]) => {
    const there = known.get(word);
    return there !== undefined && [...denied].some((polarity) => !there.has(polarity));
  });
}

/** Content words → whether they are denied (true), affirmed (false) or both. A denial reaches the next content word. */
function polarities(text: string): Map<string, Set<boolean>> {
  const found = new Map<string, Set<boolean>>();
  let denying = false;
  let end = 0;
  for (const token of tokenize(text)) {
    if (/[,;:.!?\n]/u.test(text.slice(end, token.start))) denying = false;
    end = token.end;
    if (NEGATIONS.has(token.text.toLowerCase())) denying = true;
    else if (!FRAME.has(token.folded)) {
      found.set(token.folded, (found.get(token.folded) ?? new Set()).add(denying));
      denying = false;
    }
  }
  return found;
}

interface Figure {
  readonly number: string;
  /** Folded words beside it: what the figure counts, and what it is the number of. */
  readonly before: string;
  readonly after: string;
}

function numbersIn(text: string): Figure[] {
  return [...text.matchAll(NUMBER)].map((match) => ({
    number: plainNumber(match[0]),
    before: fold(/([\p{L}]+)\W*$/u.exec(text.slice(0, match.index))?.[1] ?? ''),
    after: fold(/^\s*([\p{L}%]+)/u.exec(text.slice(match.index + match[0].length))?.[1] ?? ''),
  }));
}

/** "3 ngày" is not carried by "Mẫu số 03": a figure of a measure must count the same thing, any other must stand beside the same word. */
function sameFigure(claimed: Figure, known: Figure): boolean {
  if (claimed.number !== known.number) return false;
  if (MEASURES.has(claimed.after)) return claimed.after === known.after;
  return claimed.before === known.before || claimed.after === known.after;
}

function plainNumber(number: string): string {
  return number.replace(/(^|[^\d])0+(?=\d)/gu, '$1').replace(/[.,:-]+$/u, '');
}

function isSentenceStart(sentence: string, at: number): boolean {
  return /(?:^|[.!?:;]\s*|[-•]\s*)$/u.test(sentence.slice(0, at));
}

/** A lone capital that only opens the sentence is not a name; its first word is then left out of the comparison. */
function nameStands(name: string, opens: boolean, words: ReadonlySet<string>, foldedSource: string): boolean {
  const folded = fold(name).replace(/[.\-&]+$/u, '');
  if (foldedSource.includes(folded)) return true;
  const parts = folded.split(/\s+/u);
  if (!opens) return false;
  const rest = parts.slice(1);
  return rest.length === 0 ? words.has(folded) || !/\p{Lu}\p{Lu}/u.test(name) : foldedSource.includes(rest.join(' '));
}
