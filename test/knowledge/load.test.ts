import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/knowledge/load.ts';
import { loadTargets } from '../../src/knowledge/tables/targets.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'knowledge-'));
  mkdirSync(join(root, 'van-ban'));
  write('document.yaml', 'id: van-ban\ntitle: Văn bản thử\nshortTitle: Văn bản thử\nsource: compiled\n');
  write('I.1.md', '---\nsection: I.1\ntitle: Một\n---\nMột câu.\n');
});
afterEach(() => rmSync(root, { recursive: true }));

function write(name: string, content: string): void {
  writeFileSync(join(root, 'van-ban', name), content);
}

describe('loadCorpus', () => {
  it('reads documents and their articles', () => {
    const corpus = loadCorpus(root);
    expect(corpus.documents.map(({ id }) => id)).toEqual(['van-ban']);
    expect(corpus.articles.map(({ section }) => section)).toEqual(['I.1']);
  });

  it('refuses two files for one section', () => {
    write('khac.md', '---\nsection: I.1\ntitle: Hai\n---\nHai câu.\n');
    expect(() => loadCorpus(root)).toThrow(/mục I\.1 đã có/);
  });

  it('refuses a folder named other than its document', () => {
    write('document.yaml', 'id: khac\ntitle: A\nshortTitle: A\nsource: copy\n');
    expect(() => loadCorpus(root)).toThrow(/khác tên thư mục/);
  });

  it('refuses an overtaking rule that is not there', () => {
    write(
      'I.1.md',
      '---\nsection: I.1\ntitle: Một\novertaken: { text: Đã đổi., document: khong-co, section: Đ.1 }\n---\nMột câu.\n',
    );
    expect(() => loadCorpus(root)).toThrow(/dẫn tới văn bản không có: khong-co/);
  });

  it('says so when the folder is missing', () => {
    expect(() => loadCorpus(join(root, 'mat'))).toThrow(/không có thư mục tri thức/);
  });
});

describe('loadTargets', () => {
  it('names the line whose numbers do not add up', () => {
    write('targets.csv', 'number,name,kind,three,four,five,total\n1,Thọ Xuân,huyện,5,2,,8\n');
    expect(() => loadTargets(root, 'van-ban')).toThrow(/targets\.csv:2: 5 \+ 2 \+ 0 khác tổng 8/);
  });
});
