import { type ImportedDocument, readImport } from '../../../src/knowledge/import/read-import.ts';

/** A document of test/knowledge/import/documents, read. */
export async function importedDocument(name: string): Promise<ImportedDocument> {
  const outcome = await readImport(`test/knowledge/import/documents/${name}`);
  if (outcome.kind === 'refused') throw new Error(outcome.text);
  return outcome.document;
}
