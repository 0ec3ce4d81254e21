import type { Block } from './blocks.ts';
import { type DocumentHeader, readHeader } from './header.ts';
import { findProblems } from './problems.ts';
import { type ImportProblem, type ReadFileOutcome, readDocument, readDocumentFile } from './read-file.ts';
import { type ImportedSection, recogniseSections } from './sections.ts';
import { suggestId } from './suggest-id.ts';

/** What was found in a file; nothing is stored yet. */
export interface ImportedDocument {
  readonly header: DocumentHeader;
  readonly sections: readonly ImportedSection[];
  /** What an officer should look at; Vietnamese sentences. */
  readonly problems: readonly string[];
  /** An id made of number and year; null when the document gives neither. */
  readonly suggestedId: string | null;
}

export type ReadImportOutcome =
  | { readonly kind: 'read'; readonly document: ImportedDocument }
  | { readonly kind: 'refused'; readonly problem: ImportProblem; readonly text: string };

/** Reads a file and says what it holds. A file that can't be read is refused with a Vietnamese text, never thrown. */
export async function readImport(path: string): Promise<ReadImportOutcome> {
  return importOf(await readDocumentFile(path));
}

/** The same of bytes that are at hand. */
export async function readImportBytes(bytes: Buffer, name: string): Promise<ReadImportOutcome> {
  return importOf(await readDocument(bytes, name));
}

function importOf(outcome: ReadFileOutcome): ReadImportOutcome {
  if (outcome.kind === 'refused') return outcome;
  return { kind: 'read', document: documentOf(outcome.blocks, outcome.unseen) };
}

export function documentOf(blocks: readonly Block[], unseen = 0): ImportedDocument {
  const header = readHeader(blocks);
  const sections = recogniseSections(blocks);
  return { header, sections, problems: findProblems(header, sections, unseen), suggestedId: suggestId(header) };
}
