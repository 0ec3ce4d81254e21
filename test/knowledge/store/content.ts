import { blocksFromText } from '../../../src/knowledge/import/blocks.ts';
import { documentOf } from '../../../src/knowledge/import/read-import.ts';
import { labelDocument } from '../../../src/knowledge/store/label-document.ts';
import type { StoredContent } from '../../../src/knowledge/store/stored-version.ts';

/** A small plan with the sentences given under "II. NỘI DUNG", ready to be stored. */
export function planWith(sentences: readonly string[], options: { id?: string; short?: string } = {}): StoredContent {
  const text = [
    'KẾ HOẠCH',
    'Thực hiện Chương trình mẫu năm 2027',
    'I. MỤC ĐÍCH',
    'Để thử.',
    'II. NỘI DUNG',
    ...sentences,
  ];
  const document = documentOf(blocksFromText(text.join('\n\n')));
  const known = { id: options.id ?? 'kh-thu-2027', file: null, newest: null };
  const outcome = labelDocument(document, { short: options.short ?? 'Kế hoạch thử 2027' }, known);
  if (outcome.kind === 'refused') throw new Error(outcome.text);
  return outcome.content;
}
