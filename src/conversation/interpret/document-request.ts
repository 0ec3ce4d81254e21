import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DOCUMENT_KINDS, type DocumentKind } from '../../registration/documents/kinds.ts';
import { compile, residualOf } from './phrases.ts';
import type { Said } from './said.ts';

/** Patterns over folded words, per document. */
const REQUESTS = z
  .record(z.enum(DOCUMENT_KINDS), z.array(z.string().min(1)))
  .parse(JSON.parse(readFileSync(new URL('./document-requests.json', import.meta.url), 'utf8')));
const PATTERNS = DOCUMENT_KINDS.map((kind) => ({ kind, patterns: compile(REQUESTS[kind]) }));

const POLITE_START = /^((anh|chi|em|ban|bac|chu|co|cho|toi|minh|xin|gui|tai|lay|in|can|muon|lai|giup|voi) )+/u;
/** "… được không ạ" asks politely; it makes no question of a request. */
const POLITE_END = / (duoc|dc)( (khong|ko|k|hong|chu))?( (a|nhe|nha|voi))*$/u;
/** More words beside the document's name say something else: "mẫu 02 điền thế nào" is a question. */
const RESIDUAL = 1;

/** The document that a message asks for ("cho tôi mẫu 02"); null when it asks something about one, or nothing of the kind. */
export function requestedDocument({ plain }: Said): DocumentKind | null {
  const words = plain.replace(POLITE_END, '');
  const bare = words.replace(POLITE_START, '');
  for (const { kind, patterns } of PATTERNS) {
    for (const form of [words, bare]) {
      const rest = residualOf(form, patterns);
      if (rest && rest.length <= RESIDUAL) return kind;
    }
  }
  return null;
}
