export interface EmailSpan {
  readonly email: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const EMAIL = /[a-z0-9](?:[a-z0-9._%+-]*[a-z0-9])?\s?@\s?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]*[a-z0-9])+/giu;
const SPOKEN =
  /([a-z0-9._-]+) (?:a còng|a cong|@) ([a-z0-9-]+) (?:chấm|cham) ([a-z]{2,}(?: (?:chấm|cham) [a-z]{2,})?)/giu;

/** E-mail addresses in lower case; one space around @ and the spoken form "… a còng gmail chấm com" are understood. */
export function findEmails(text: string): EmailSpan[] {
  const found: EmailSpan[] = [];
  for (const match of text.matchAll(EMAIL)) {
    const email = match[0].replace(/\s/g, '').toLowerCase();
    found.push({ email, start: match.index, end: match.index + match[0].length, text: match[0] });
  }
  for (const match of text.matchAll(SPOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    if (found.some((span) => span.start < end && start < span.end)) continue;
    const domain = `${match[2]}.${(match[3] ?? '').replace(/ (?:chấm|cham) /giu, '.')}`;
    found.push({ email: `${match[1]}@${domain}`.toLowerCase(), start, end, text: match[0] });
  }
  return found.sort((left, right) => left.start - right.start);
}
