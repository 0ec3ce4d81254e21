import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Corpus } from '../../../src/knowledge/load.ts';
import { MAX_STATEMENT } from '../../../src/knowledge/parse-article.ts';
import type { Article } from '../../../src/knowledge/types.ts';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
type Chance = () => number;

/**
 * Fills the folder `to` with the corpus and `scale - 1` invented twins of each of its documents: as many articles,
 * statements and typical questions, written word by word as the real ones run on (a Markov chain over pairs of words),
 * with numbers of their own. Same vocabulary, same distribution, other sentences; the same for the same seed.
 */
export function writeGrownCorpus(from: string, corpus: Corpus, to: string, scale: number, seed = 2024): void {
  cpSync(from, to, { recursive: true });
  const chance = chanceOf(seed);
  const write = {
    title: writer(corpus.articles.map(({ title }) => title)),
    statement: writer(corpus.articles.flatMap(({ statements }) => statements.map(({ text }) => text))),
    question: writer(
      corpus.articles.flatMap(({ questions, statements }) => [
        ...questions,
        ...statements.flatMap((statement) => statement.questions),
      ]),
    ),
  };
  for (let twin = 1; twin < scale; twin += 1) {
    for (const { id } of corpus.documents) {
      const folder = join(to, `${id}-${twin}`);
      mkdirSync(folder);
      const title = write.title(chance);
      writeFileSync(
        join(folder, 'document.yaml'),
        stringify({ id: `${id}-${twin}`, title, shortTitle: title, source: 'compiled' }),
      );
      for (const article of corpus.articles.filter(({ document }) => document === id))
        writeFileSync(join(folder, `${article.section}.md`), twinOf(article, write, chance));
    }
  }
}

type Write = (chance: Chance) => string;

function twinOf(article: Article, write: Record<'title' | 'statement' | 'question', Write>, chance: Chance): string {
  const head = stringify({
    section: article.section,
    title: write.title(chance),
    path: article.path.map(() => write.title(chance)),
    questions: article.questions.map(() => write.question(chance)),
    lacking: article.lacking.map(() => write.question(chance)),
  });
  const body = article.statements.map(({ questions }) => {
    const asked = questions.map(() => write.question(chance).replaceAll(';', ','));
    return asked.length > 0 ? `${write.statement(chance)}\n? ${asked.join('; ')}` : write.statement(chance);
  });
  return `---\n${head}---\n${body.join('\n\n')}\n`;
}

const END = '';

/** Writes texts whose words follow each other as they do in `texts`. */
function writer(texts: readonly string[]): Write {
  const followers = new Map<string, string[]>();
  for (const text of texts) {
    const words = text.trim().split(/\s+/u);
    [END, ...words].forEach((word, index) => {
      const next = words[index] ?? END;
      const known = followers.get(word);
      if (known) known.push(next);
      else followers.set(word, [next]);
    });
  }
  return (chance) => {
    const words: string[] = [];
    for (let length = 0; ; ) {
      const next = pick(followers.get(words.at(-1) ?? END) ?? [END], chance);
      length += next.length + 1;
      if (next === END || length > MAX_STATEMENT) return renumber(words.join(' '), chance);
      words.push(next);
    }
  };
}

function renumber(text: string, chance: Chance): string {
  return text.replace(/\p{N}/gu, () => String(Math.floor(chance() * 10)));
}

function pick(choices: readonly string[], chance: Chance): string {
  return choices[Math.floor(chance() * choices.length)] as string;
}

function chanceOf(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
