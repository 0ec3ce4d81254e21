/**
 * Lower case without any mark: "Đường Hoà" → "duong hoa". Both tone-placement styles (hoà/hòa) fold alike.
 * Keeps one character per character of NFC text, so offsets in the folded text are offsets in the original.
 */
export function fold(text: string): string {
  let folded = '';
  for (const unit of text.normalize('NFC')) folded += foldCharacter(unit);
  return folded;
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  if (lower === 'đ') return 'd';
  const base = lower.normalize('NFD').replace(/\p{M}/gu, '');
  return base.length === character.length ? base : lower.length === character.length ? lower : character;
}
