/** "Lê Thị Hoa" → "Lê T. H.": enough to see whether the right people are meant, not enough to know who. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/);
  return [first, ...rest.map((word) => `${[...word][0] ?? ''}.`)].join(' ');
}

/** "0987654321" → "09•••••321". */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 2)}${'•'.repeat(Math.max(0, phone.length - 5))}${phone.slice(-3)}`;
}
