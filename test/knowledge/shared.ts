import { fileURLToPath } from 'node:url';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import type { Answer } from '../../src/knowledge/types.ts';

/** The project's own articles, read once for a test file. */
export const knowledge = createKnowledge({ root: fileURLToPath(new URL('../../knowledge', import.meta.url)) });

/** A day on which the rules of 22/5/2026 are in force. */
export const TODAY = '2026-11-23';

export function ask(question: string, options: { today?: string; previousQuestion?: string } = {}): Answer {
  return knowledge.answer(question, { today: TODAY, ...options });
}

/** "document:section" of every citation, in order. */
export function sources(answer: Answer): string[] {
  return answer.citations.map(({ document, section }) => `${document}:${section}`);
}
