import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/create-knowledge.ts';
import { labelDocument } from '../../../src/knowledge/store/label-document.ts';
import type { StoredContent } from '../../../src/knowledge/store/stored-version.ts';
import { citationHolds } from '../../../src/knowledge/verify-citations.ts';
import { importedDocument } from '../import/imported-document.ts';

const TODAY = { today: '2027-03-23' };

async function stored(name: string): Promise<StoredContent> {
  const document = await importedDocument(name);
  const known = { id: document.suggestedId ?? '', file: null, newest: null };
  const outcome = labelDocument(document, {}, known);
  if (outcome.kind === 'refused') throw new Error(outcome.text);
  return outcome.content;
}

const names = ['nghi-quyet-2027.md', 'ke-hoach-2027.md', 'quyet-dinh-2027.txt'];
const knowledge = createKnowledge({ root: 'knowledge', stored: await Promise.all(names.map(stored)) });
const without = createKnowledge({ root: 'knowledge' });

describe('what imported documents add', () => {
  it.each([
    [
      'sản phẩm 4 sao được hỗ trợ bao nhiêu tiền',
      'nq-15-2027 Đ.2',
      '“2. Sản phẩm được công nhận 4 sao: hỗ trợ một lần 100 triệu đồng.”',
    ],
    ['san pham 5 sao duoc ho tro may trieu', 'nq-15-2027 Đ.2', '200 triệu đồng'],
    ['số điện thoại chi cục phát triển nông thôn', 'nq-15-2027 Đ.3', '02373 111 222'],
    ['phường Đồi Chè có bao nhiêu gian hàng hội chợ năm 2027', 'kh-31-2027 II.3', 'Số gian hàng: 35'],
    ['năm 2027 mở mấy lớp tập huấn cho chủ thể', 'kh-31-2027 II.1.1', '04 lớp'],
    ['theo kế hoạch 31 thì xã nhận phiếu đăng ký ý tưởng trước ngày nào', 'kh-31-2027 III.2', '15/4/2027'],
    ['xã Suối Bạc chỉ tiêu mấy sản phẩm 3 sao', 'kh-31-2027 PL', '3 sao: 5'],
    ['giỏ quà đạt hạng vàng cần bao nhiêu điểm', 'qd-71-2027 Đ.4', 'từ 90 điểm đạt hạng Vàng'],
    ['bộ nào lo giỏ quà thủ công', 'qd-71-2027 PL.I', 'Bộ Văn hóa, Thể thao và Du lịch'],
  ])('%s → %s', (question, section, words) => {
    const answer = knowledge.answer(question, TODAY);
    expect(answer.kind).toBe('answer');
    expect(answer.citations.map((one) => `${one.document} ${one.section}`)[0]).toBe(section);
    expect(answer.text).toContain(words);
    expect(answer.citations.every((one) => citationHolds(one, knowledge.corpus.articles))).toBe(true);
  });

  it.each([
    'giá dưa hấu bao nhiêu tiền một cân',
    'vay ngân hàng lãi suất bao nhiêu',
    'số điện thoại ông chủ tịch huyện',
    'thuê gian hàng hội chợ bao nhiêu tiền',
    'lệ phí nộp hồ sơ bao nhiêu',
    'tiền hỗ trợ mua máy sấy bao nhiêu triệu',
    'phạt bao nhiêu nếu bán hàng giả',
    'hội chợ ngày mấy khai mạc',
  ])('%s: still refused, an amount or a day beside the point is no answer', (question) => {
    expect(knowledge.answer(question, TODAY).kind).toBe('refusal');
  });
});

describe('what imported documents leave alone', () => {
  it.each([
    'Sản phẩm 4 sao cần bao nhiêu điểm?',
    'năm 2024 huyện Thọ Xuân được giao mấy sản phẩm',
    'giấy chứng nhận OCOP có giá trị bao lâu',
    'chao ban',
  ])('%s', (question) => {
    expect(knowledge.answer(question, TODAY).citations[0]).toEqual(without.answer(question, TODAY).citations[0]);
    expect(knowledge.answer(question, TODAY).kind).toBe(without.answer(question, TODAY).kind);
  });
});

describe('an original with the id of a folder', () => {
  const replaced = stored('ke-hoach-2027.md').then((content) =>
    createKnowledge({ root: 'knowledge', stored: [{ ...content, document: 'ke-hoach-2024' }] }),
  );

  it('takes the place of its articles and of its tables', async () => {
    const { corpus, answer } = await replaced;
    expect(corpus.documents.filter(({ id }) => id === 'ke-hoach-2024')).toHaveLength(1);
    expect(
      corpus.articles.filter(({ document }) => document === 'ke-hoach-2024').map(({ section }) => section),
    ).toEqual(['MO', 'I.1', 'I.2', 'II.1.1', 'II.1.2', 'II.2', 'II.3', 'III.1', 'III.2', 'KET', 'PL']);
    expect(answer('huyện Thọ Xuân được giao mấy sản phẩm 3 sao', TODAY).text).not.toContain('5 sản phẩm 3 sao');
  });

  it('keeps what people ask about a section that is still the same', async () => {
    const section = (id: string, { corpus }: Awaited<typeof replaced>) =>
      corpus.articles.find((one) => one.document === 'ke-hoach-2024' && one.section === id);
    const before = without.corpus.articles.find((one) => one.document === 'ke-hoach-2024' && one.section === 'I.1');
    expect(before?.questions.length).toBeGreaterThan(0);
    expect(section('I.1', await replaced)?.questions).toEqual(before?.questions);
    expect(section('II.2', await replaced)?.questions).toEqual([]);
  });
});
