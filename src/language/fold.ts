/**
 * Lower case without any mark: "Đường Hoà" → "duong hoa". Both tone-placement styles (hoà/hòa) fold alike.
 * Keeps one character per character of NFC text, so offsets in the folded text are offsets in the original.
 */
export function fold(text: string): string {
  let folded = '';
  for (const unit of text.normalize('NFC')) folded += TABLE.get(unit) ?? foldCharacter(unit);
  return folded;
}

function foldCharacter(character: string): string {
  const lower = character.toLowerCase();
  if (lower === 'đ') return 'd';
  const base = lower.normalize('NFD').replace(/\p{M}/gu, '');
  return base.length === character.length ? base : lower.length === character.length ? lower : character;
}

/** Latin letters with all Vietnamese ones, folded once: indexing and repair fold every word that they see. */
const TABLE = new Map<string, string>();
for (let code = 0; code < 0x1f00; code += 1) {
  if (code >= 0x250 && code < 0x1e00) continue;
  const character = String.fromCharCode(code);
  TABLE.set(character, foldCharacter(character));
}
