const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const SCALES = ['', 'nghìn', 'triệu', 'tỷ'];

export interface Manner {
  /** "linh" or "lẻ", "nghìn" or "ngàn", "tư" or "bốn", "tỷ" or "tỉ": people differ. */
  readonly linh: 'linh' | 'lẻ';
  readonly thousand: 'nghìn' | 'ngàn';
  readonly four: 'tư' | 'bốn';
  readonly billion: 'tỷ' | 'tỉ';
}

/** A whole number from 0 to 10^12 in Vietnamese words, every place between said out ("một triệu không nghìn hai trăm"). */
export function spellNumber(value: number, manner: Manner): string {
  if (value === 0) return 'không';
  if (value >= 1e12)
    return `${spellNumber(Math.floor(value / 1e9), manner)} ${manner.billion}${value % 1e9 === 0 ? '' : ` ${spellNumber(value % 1e9, manner)}`}`;
  const groups: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 1000)) groups.push(rest % 1000);
  const words: string[] = [];
  for (let place = groups.length - 1; place >= 0; place -= 1) {
    const group = groups[place] ?? 0;
    const isTop = place === groups.length - 1;
    if (group === 0 && (isTop || groups.slice(0, place).every((lower) => lower === 0))) continue;
    words.push(group === 0 ? 'không' : spellGroup(group, !isTop, manner));
    const scale = place === 1 ? manner.thousand : place === 3 ? manner.billion : (SCALES[place] ?? '');
    if (scale !== '') words.push(scale);
  }
  return words.join(' ');
}

function spellGroup(group: number, padded: boolean, manner: Manner): string {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor((group % 100) / 10);
  const units = group % 10;
  const words: string[] = [];
  if (hundreds > 0 || padded) words.push(DIGITS[hundreds] ?? '', 'trăm');
  if (tens === 0 && units > 0 && words.length > 0) words.push(manner.linh);
  if (tens === 1) words.push('mười');
  if (tens > 1) words.push(DIGITS[tens] ?? '', 'mươi');
  if (units > 0) {
    if (tens > 1 && units === 1) words.push('mốt');
    else if (tens > 1 && units === 4) words.push(manner.four);
    else if (tens > 0 && units === 5) words.push('lăm');
    else words.push(DIGITS[units] ?? '');
  }
  return words.join(' ');
}
