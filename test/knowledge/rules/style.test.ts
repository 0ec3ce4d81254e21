import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/language/fold.ts';
import { articlesOf, RULE_DOCUMENTS } from './rules-files.ts';

const articles = RULE_DOCUMENTS.flatMap((document) => articlesOf(document));
const statements = articles.flatMap(({ document, section, statements: all }) =>
  all.map((statement) => ({ at: `${document} ${section}`, ...statement })),
);

describe('cách viết', () => {
  it('mỗi câu có ít nhất ba cách hỏi', () => {
    const few = statements.filter(({ questions }) => questions.length < 3);
    expect(few.map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
  });

  it('mỗi mục có câu hỏi chung', () => {
    expect(articles.filter(({ questions }) => questions.length < 2).map(({ section }) => section)).toEqual([]);
  });

  it('câu đứng một mình được: không mở đầu bằng từ trỏ về câu trước', () => {
    const leaning = /^(Này|Đó|Nó|Điều này|Việc này|Các mốc này|Như trên|Ngoài ra|Đồng thời|Tuy nhiên)\b/u;
    expect(statements.filter(({ text }) => leaning.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it('câu không nói tới một ngày "hôm nay"', () => {
    expect(statements.filter(({ text }) => /hôm nay|23\/11\/2026/u.test(text)).map(({ text }) => text)).toEqual([]);
  });

  it('một cách hỏi không dẫn tới hai câu khác nhau', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const { at, text, questions } of statements) {
      for (const question of questions) {
        const key = fold(question);
        const first = owner.get(key);
        if (first !== undefined && first !== text) shared.push(`${at}: ${question}`);
        owner.set(key, text);
      }
    }
    expect(shared).toEqual([]);
  });
});

describe('điều không được khẳng định', () => {
  const told = (pattern: RegExp) => statements.filter(({ text }) => pattern.test(text));

  it('tiền: chỉ mục biết là không biết, và chỉ chính sách huyện cũ đã bỏ', () => {
    for (const { at, text } of told(/triệu|\bđồng\b(?! (bộ|thời|đều|bào))/u)) {
      expect(at, text).toBe('ho-tro-thanh-hoa muc-tien');
      expect(text).toMatch(/cấp huyện/u);
      expect(text).toMatch(/đã bỏ/u);
    }
  });

  it('không có số điện thoại, thư điện tử', () => {
    expect(told(/\b0\d{8,10}\b|@/u)).toEqual([]);
  });

  it('không dẫn văn bản chưa thấy hoặc đang tạm ngưng', () => {
    expect(told(/193\/2019|46\/2026|15\/2018|80\/2021/u)).toEqual([]);
  });

  it('ngày hết hiệu lực của Quyết định 148 và 1489 luôn nói là tính ra', () => {
    for (const { text } of told(/21\/7\/2026/u)) expect(text).toMatch(/tính ra/u);
  });

  it('huyện cũ ứng với xã mới luôn nói độ tin cậy', () => {
    for (const { text } of told(/ cũ nay thuộc /u)) expect(text).toContain('tin cậy trung bình');
  });

  it('mục "không có trong nguồn" được đánh dấu, mục khác thì không', () => {
    const unknown = articles
      .filter((article) => article.unknown)
      .map(({ document, section }) => `${document} ${section}`);
    expect(unknown.sort()).toEqual([
      'ho-tro-thanh-hoa lien-he-tinh',
      'ho-tro-thanh-hoa muc-tien',
      'huong-dan chua-co-trong-nguon',
      'thay-doi-2024-2026 chi-tieu-2026-2030',
    ]);
  });
});

describe('166 xã, phường theo huyện cũ', () => {
  const units = statements
    .filter(({ text }) => text.includes(' cũ nay thuộc '))
    .map(({ text }) => {
      const [, count = '', list = ''] = /thuộc (\d+) đơn vị: (.+) \(xếp/u.exec(text) ?? [];
      const wards = /phường (.+?)(?: và xã |$)/u.exec(list)?.[1]?.split(', ') ?? [];
      const communes = /(?:^| và )xã (.+)$/u.exec(list)?.[1]?.split(', ') ?? [];
      return { count: Number(count), wards, communes };
    });

  it('26 dòng, đếm đúng từng dòng, cộng lại 147 xã và 19 phường', () => {
    expect(units).toHaveLength(26);
    for (const { count, wards, communes } of units) expect(wards.length + communes.length).toBe(count);
    expect(units.flatMap(({ communes }) => communes)).toHaveLength(147);
    expect(units.flatMap(({ wards }) => wards)).toHaveLength(19);
  });
});
