import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  CANCEL_REASONS,
  DELIVERY_REASONS,
  reasonTable,
  reasonText,
} from '../../../src/notifications/policy/reasons.ts';

test('docs/notifications.md shows the table that the code gives', () => {
  const page = readFileSync(new URL('../../../docs/notifications.md', import.meta.url), 'utf8');
  const block = /<!-- reasons -->\n([\s\S]*?)\n<!-- \/reasons -->/.exec(page)?.[1];
  expect(block, 'paste what `reasonTable()` gives between the markers').toBe(reasonTable());
});

test('what the office reads is a Vietnamese sentence', () => {
  for (const [code, text] of Object.entries({ ...DELIVERY_REASONS, ...CANCEL_REASONS })) {
    expect(text, code).toMatch(/[àáảãạăâđèéẻẽẹêìíòóôơùúưýỳ]/i);
    expect(text, code).toMatch(/\.$/);
  }
});

test('a code of the ledger has its sentence, a channel’s own words stand for themselves', () => {
  expect(reasonText('topic-off')).toBe('Người này đã thôi nhận chủ đề này.');
  expect(reasonText('event-moved')).toBe('Sự kiện đã đổi lịch; tin mới thay tin này.');
  expect(reasonText('Zalo đang bận nên tin chưa gửi được.')).toBe('Zalo đang bận nên tin chưa gửi được.');
  expect(reasonText(null)).toBeNull();
});
