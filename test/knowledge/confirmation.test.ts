import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readFor } from '../../src/knowledge/answer-question.ts';
import { buildEngine } from '../../src/knowledge/build-engine.ts';
import { asksConfirmation } from '../../src/knowledge/confirmation.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { loadWithTables } from '../../src/knowledge/load-with-tables.ts';

const ROOT = fileURLToPath(new URL('../../knowledge', import.meta.url));
const TODAY = '2026-11-26';
const { corpus, tables } = loadWithTables(ROOT);
const engine = buildEngine(corpus, tables);
const confirms = (text: string) => asksConfirmation(readFor(engine, text, { today: TODAY }).words);

describe('what is said to be confirmed', () => {
  test.each([
    'Hai sao thì huyện vẫn phát giấy chứ?',
    '2 sao thi huyen van phat giay chu',
    'ghi tên huyện cũ là đủ phải ko',
    'xã không xét gì nhỉ',
    'công ty to cũng vô được hả',
  ])('%s', (text) => expect(confirms(text)).toBe(true));

  test.each(['Nộp hồ sơ ở đâu?', 'ai la chu', 'Giấy chứng nhận có giá trị bao lâu?'])('not: %s', (text) =>
    expect(confirms(text)).toBe(false),
  );

  test('is set right, however much is told around it', () => {
    const knowledge = createKnowledge({ root: ROOT });
    const { kind, text } = knowledge.answer('chỗ em được có hai sao thôi, vậy huyện vẫn phát giấy cho nhà em chứ', {
      today: TODAY,
    });
    expect(kind).toBe('answer');
    expect(text).toContain('3 sao');
  });
});
