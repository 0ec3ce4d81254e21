import { describe, expect, it } from 'vitest';
import { ask } from './shared.ts';

describe('what is told about a thing is no answer when it holds another relation of it than the one asked', () => {
  it.each([
    'Nghị quyết 450 do ai ký vậy?',
    'ke hoach 268 ai ky',
    'Ai dạy lớp thương mại điện tử?',
    'Hội nghị đánh giá giai đoạn 2021-2023 họp ở đâu?',
    'Lớp tập huấn cho tư vấn khai giảng hôm nào?',
    'Vì sao Nga Sơn được giao nhiều 5 sao vậy?',
  ])('%s', (question) => {
    expect(ask(question).kind).toBe('refusal');
  });

  it.each([
    ['Kế hoạch OCOP 2024 ai ký?', 'Lê Đức Giang'],
    ['Ai ban hành Nghị quyết 450?', 'HĐND tỉnh'],
    ['Hội nghị đánh giá giai đoạn 2021-2023 vào quý mấy?', 'Quý I/2024'],
    ['Tờ trình 87 ngày mấy?', '25/01/2024'],
    ['Muốn in logo sao lên hộp thì hỏi ai?', 'cán bộ OCOP'],
  ])('but "%s" is answered', (question, told) => {
    expect(ask(question)).toMatchObject({ kind: 'answer', text: expect.stringContaining(told) });
  });
});

describe('of a question of two parts, only what no evidence supports is refused, by its words', () => {
  it('names the document in what is missing of it', () => {
    const answer = ask('Kế hoạch 290 ban hành ngày nào và ai ký?');
    expect(answer.kind).toBe('answer');
    expect(answer.text).toContain('05/12/2023');
    expect(answer.text).toContain('“Kế hoạch 290 ai ký?”');
    expect(answer.text).not.toContain('Lê Đức Giang');
  });
});
