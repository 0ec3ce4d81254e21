import { findDistricts, findPlaces, type PlaceReading, UNITS, unitByCode, unitTitle } from '../../language/places.ts';
import { repair } from '../../language/repair.ts';
import type { Choice, Reading } from '../types.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

/** More buttons than this are no help on a phone. */
const MOST_CHOICES = 10;

/**
 * The commune or ward, stored as its five-digit code. A present name typed in full is taken; an old commune, a name with
 * other readings or one typed without marks is asked back; several are offered; a district alone needs its commune.
 */
export const readUnit: Reader = (_field, _span, text, context) => {
  const mentions = findPlaces(text);
  const mention = mentions.find((one) => one.candidates.some((c) => c.via !== 'former-district')) ?? mentions[0];
  if (!mention) return olderCommune(text) ?? unknown(text, context.mode);
  const communes = mention.candidates.filter((one) => one.via !== 'former-district');
  if (communes.length === 0) return askWithinDistrict(mention.district, mention.candidates, mention.text);
  const exact = communes.filter((one) => one.exact);
  const kept = exact.length > 0 ? exact : communes;
  const [only] = kept;
  if (only && kept.length === 1) return decide(only, mention.text, isDistrictToo(mention.candidates, mention.text));
  return choose(kept, mention.text);
};

function isDistrictToo(candidates: readonly PlaceReading[], said: string): boolean {
  const named = /^(?:xã|phường|thị trấn|xa|phuong|thi tran|tt|x|p)[ .]/iu.test(said);
  return !named && candidates.some((one) => one.via === 'former-district');
}

function decide(reading: PlaceReading, said: string, isDistrict: boolean): Reading {
  const title = titleOf(reading.code);
  if (reading.via === 'present' && reading.exact && !isDistrict) return value(reading.code, said);
  const text =
    reading.via === 'former-commune'
      ? `${capital(reading.former ?? said)} nay thuộc ${title}. Đúng là ${title} không ạ?`
      : isDistrict
        ? `"${said}" là ${title} hiện nay, hay chỉ huyện cũ? Nếu đúng ${title} thì gõ "đúng", nếu không thì gõ tên xã.`
        : `Có phải ${title} không ạ?`;
  return { kind: 'confirm', text, value: reading.code, words: said };
}

function choose(readings: readonly PlaceReading[], said: string): Reading {
  const choices: Choice[] = readings.slice(0, MOST_CHOICES).map((one) => ({ value: one.code, label: describe(one) }));
  return { kind: 'choose', text: `"${said}" có thể là mấy nơi sau. Anh/chị chọn giúp tôi:`, choices, words: said };
}

function describe(one: PlaceReading): string {
  const unit = unitByCode(one.code);
  const title = unit ? unitTitle(unit) : one.name;
  if (one.via === 'former-commune') return `${title} (gồm ${one.former} cũ)`;
  return unit ? `${title} (${unit.formerDistrict} cũ)` : title;
}

function askWithinDistrict(district: string | null, candidates: readonly PlaceReading[], said: string): Reading {
  const units =
    district === null
      ? candidates.map((one) => unitByCode(one.code))
      : UNITS.filter((one) => one.formerDistrict === district);
  const text = `${capital(said)} là tên huyện cũ, nay không còn. Anh/chị ở xã, phường nào?`;
  const choices = units.flatMap((unit) => (unit ? [{ value: unit.code, label: unitTitle(unit) }] : []));
  if (choices.length === 0 || choices.length > MOST_CHOICES)
    return invalid('only-district', `${text} Ví dụ: xã Thọ Xuân.`);
  return { kind: 'choose', text, choices, words: said };
}

function unknown(text: string, mode: 'asked' | 'volunteered'): Reading {
  if (mode === 'volunteered' || !/\p{L}{2}/u.test(text)) return NONE;
  if (/(?:^|[\s,])(?:xã|phường|thị trấn|xa|phuong|thi tran|huyện|tt)[ .]/iu.test(repair(text))) {
    return invalid(
      'unknown-unit',
      'Tôi chưa thấy xã, phường này trong 166 xã, phường của Thanh Hóa. Anh/chị gõ lại kèm tên huyện cũ, ví dụ: xã Hoằng Thịnh, huyện Hoằng Hóa.',
    );
  }
  return NONE;
}

/** A commune that the list of former ones doesn't know, beside its district: that district's units of today are offered. */
function olderCommune(text: string): Reading | null {
  const named = findDistricts(text).at(-1) ?? findDistricts(text.replace(/^.*,\s*/, 'huyện ')).at(-1);
  if (!named) return null;
  const reading = askWithinDistrict(named.district, [], named.text);
  return reading.kind === 'choose'
    ? {
        ...reading,
        text: `Tôi chưa thấy tên xã này. Huyện ${named.district} cũ nay có các xã, phường sau, anh/chị chọn giúp tôi:`,
      }
    : reading;
}

function titleOf(code: string): string {
  const unit = unitByCode(code);
  return unit ? unitTitle(unit).replace(/^./u, (letter) => letter.toLowerCase()) : code;
}

function capital(text: string): string {
  return text.replace(/^./u, (letter) => letter.toUpperCase());
}
