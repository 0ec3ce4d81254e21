import { describe, expect, it } from 'vitest';
import { KnowledgeFileError, parseArticle } from '../../src/knowledge/parse-article.ts';

const GOOD = `---
section: II.5
title: Xúc tiến thương mại
path: [Nội dung]
facts: [F076]
lacking: [livestream mấy giờ bắt đầu]
questions:
  - tỉnh bán hàng online thế nào
---
Chương trình livestream có 6 phiên trong năm 2024.
? mấy phiên livestream; một năm mấy lần lên sóng

Mỗi phiên chọn 4 chủ thể.
`;

describe('parseArticle', () => {
  it('reads statements with the questions asked of each', () => {
    const article = parseArticle('ke-hoach-2024', 'II.5.md', GOOD);
    expect(article.section).toBe('II.5');
    expect(article.statements).toEqual([
      {
        text: 'Chương trình livestream có 6 phiên trong năm 2024.',
        questions: ['mấy phiên livestream', 'một năm mấy lần lên sóng'],
      },
      { text: 'Mỗi phiên chọn 4 chủ thể.', questions: [] },
    ]);
    expect(article.lacking).toEqual(['livestream mấy giờ bắt đầu']);
    expect(article.unknown).toBe(false);
  });

  it.each([
    ['no front matter', 'Chỉ có chữ', /1: thiếu phần đầu/],
    ['front matter left open', '---\nsection: I.1\ntitle: A', /không có dòng --- kết thúc/],
    [
      'a list whose items do not stand in line, which YAML would join',
      GOOD.replace('questions:\n', 'questions:\n- livestream mấy phiên\n'),
      /II\.5\.md:9: .*thẳng hàng/,
    ],
    ['unknown key', GOOD.replace('path:', 'lối:'), /Unrecognized key/],
    ['no title', GOOD.replace('title: Xúc tiến thương mại\n', ''), /title/],
    [
      'a question before any statement',
      GOOD.replace('Chương trình livestream có 6 phiên trong năm 2024.\n', ''),
      /II\.5\.md:10: dòng hỏi đứng trước/,
    ],
    ['no statement', `${GOOD.split('\n').slice(0, 9).join('\n')}\n`, /chưa có câu nào/],
    ['broken YAML', GOOD.replace('[Nội dung]', '[Nội dung'), /không phải YAML/],
    ['a statement too long for a phone', GOOD.replace('Mỗi phiên', 'Mỗi phiên '.repeat(60)), /câu dài \d+ ký tự/],
  ])('names file and cause: %s', (_, content, message) => {
    expect(() => parseArticle('ke-hoach-2024', 'II.5.md', content)).toThrow(KnowledgeFileError);
    expect(() => parseArticle('ke-hoach-2024', 'II.5.md', content)).toThrow(message);
  });
});
