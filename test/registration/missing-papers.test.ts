import { describe, expect, it, test } from 'vitest';
import { KNOWLEDGE_ROOT } from '../../src/app.ts';
import { loadCorpus } from '../../src/knowledge/load.ts';
import { FORM } from '../../src/registration/form.ts';
import { MINIMUMS_SOURCE, missingPapers } from '../../src/registration/missing-papers.ts';
import type { Answers } from '../../src/registration/types.ts';

const ids = (answers: Answers) => missingPapers(answers)?.papers.map((one) => one.paper);

describe('missingPapers', () => {
  it('knows nothing before the set is known', () => {
    expect(missingPapers({})).toBeNull();
  });

  it('asks for the papers of 3 stars where no rank is named', () => {
    expect(ids({ 'product.set': 6 })).toEqual(['attp', 'cong-bo', 'kiem-nghiem', 'nhan-hieu-don']);
    expect(ids({ 'product.set': 26 })).toEqual(['nhan-hieu-don']);
  });

  it('leaves out what the person has, and what a better paper covers', () => {
    const documents = ['attp', 'cong-bo', 'kiem-nghiem', 'nhan-hieu-gcn'];
    expect(ids({ 'product.set': 6, 'idea.documents': documents })).toEqual([]);
  });

  it('adds the papers of the ranks above', () => {
    const answers: Answers = {
      'product.set': 9,
      'registration.targetStars': 4,
      'idea.documents': ['attp', 'cong-bo', 'kiem-nghiem'],
    };
    expect(ids(answers)).toEqual(['nhan-hieu-gcn', 'txng', 'quan-ly-chat-luong', 'hop-dong-lien-ket', 'moi-truong']);
    // Score sheet 10 prints no mark at the trademark for 4 stars.
    expect(ids({ ...answers, 'product.set': 10 })).toContain('nhan-hieu-don');
  });
});

test('every quote stands in the article that it is cited from, every paper in the form', () => {
  const article = loadCorpus(KNOWLEDGE_ROOT).articles.find(
    (one) => one.document === MINIMUMS_SOURCE.document && one.section === MINIMUMS_SOURCE.section,
  );
  const said = article?.statements.map((one) => one.text).join('\n') ?? '';
  const options = FORM.fields.find((one) => one.id === 'idea.documents')?.choices?.map((one) => one.value);
  for (const set of [1, 6, 18, 24, 26]) {
    for (const one of missingPapers({ 'product.set': set, 'registration.targetStars': 5 })?.papers ?? []) {
      expect(said).toContain(one.quote);
      expect(options).toContain(one.paper);
    }
  }
});
