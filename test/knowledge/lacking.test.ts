import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { ask, knowledge, TODAY } from './shared.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A corpus of one article on a fair, whose `lacking` list this is. */
function answering(lacking: readonly string[]) {
  const root = mkdtempSync(join(tmpdir(), 'ocop-lacking-'));
  folders.push(root);
  mkdirSync(join(root, 'ghi-chep'));
  writeFileSync(
    join(root, 'ghi-chep', 'document.yaml'),
    'id: ghi-chep\ntitle: Ghi chép\nshortTitle: Ghi chép\nsource: compiled\n',
  );
  writeFileSync(
    join(root, 'ghi-chep', 'hoi-cho.md'),
    [
      '---',
      'section: hoi-cho',
      'title: Hội chợ mùa xuân',
      `lacking: ${JSON.stringify(lacking)}`,
      '---',
      'Hội chợ mùa xuân có gian hàng cho chủ thể OCOP của mọi xã, do Văn phòng Điều phối tổ chức.',
      '? hội chợ mùa xuân có gian hàng cho chủ thể không; gian hàng hội chợ mùa xuân dành cho ai',
      '',
    ].join('\n'),
  );
  const documents = createKnowledge({ root });
  return (question: string) => documents.answer(question, { today: TODAY }).kind;
}

const NEAR_MISS = 'gian hàng hội chợ mùa xuân rộng rãi cho chủ thể OCOP thế nào';

describe('what an article lists as asked beside it and answered by nobody', () => {
  it('is refused, and so is what is said nearly like it', () => {
    const [without, listed] = [answering([]), answering(['gian hàng hội chợ mùa xuân rộng thế nào', NEAR_MISS])];
    expect(without(NEAR_MISS)).toBe('answer');
    expect(listed(NEAR_MISS)).toBe('refusal');
    expect(listed('gian hàng ở hội chợ mùa xuân rộng thế nào')).toBe('refusal');
  });

  it('stands in the way of no question that a statement answers', () => {
    const listed = answering(['gian hàng hội chợ mùa xuân rộng thế nào', NEAR_MISS]);
    expect(listed('hội chợ mùa xuân có gian hàng cho chủ thể không')).toBe('answer');
  });

  it('is nowhere listed as a typical question, too', () => {
    const asked = new Set(
      knowledge.corpus.articles.flatMap(({ questions, statements }) => [
        ...questions,
        ...statements.flatMap((statement) => statement.questions),
      ]),
    );
    const both = knowledge.corpus.articles.flatMap(({ lacking }) => lacking.filter((question) => asked.has(question)));
    expect(both).toEqual([]);
  });
});

describe('a question that presumes what has ceased', () => {
  it.each([
    ['so lao dong thuong binh con mo lop day nghe cho chi em khong', 'thay-doi-2024-2026'],
    ['Phòng kinh tế huyện còn nhận hồ sơ OCOP không?', 'qd-26-2026'],
    ['mình vẫn nộp phiếu ở huyện nhỉ', 'qd-26-2026'],
  ])('hears first what holds now: %s', (question, document) => {
    expect(ask(question).citations[0]?.document).toBe(document);
  });

  it('hears of the plan when it asks about the plan', () => {
    expect(ask('Theo kế hoạch 2024 thì huyện còn phải làm mấy dự án?').citations[0]?.document).toBe('ke-hoach-2024');
  });
});

describe('a ranking as it is told', () => {
  it('is led by the table that the answer is computed from', () => {
    const [first] = knowledge.search('Thạch Thành với Hà Trung ai nhiều hơn?', { today: TODAY });
    expect(first?.passage.article.section).toBe('PL');
  });
});

describe('a message that says nothing', () => {
  it.each(['2 b', '…'])('is asked what it is about: "%s"', (text) => {
    expect(['clarify', 'smalltalk']).toContain(ask(text).kind);
  });

  it.each(['hi 👋', 'ê', 'huhu 😭', 'bớ làng nước ơi', 'em có chồng chưa'])('is met: "%s"', (text) => {
    expect(ask(text).kind).toBe('smalltalk');
  });
});
