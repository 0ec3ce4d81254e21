/** A question as it is kept: masked text, signature, how often it was asked on one day. */
export interface KeptQuestion {
  readonly text: string;
  readonly signature: string;
  readonly count: number;
  /** ISO date. */
  readonly askedOn: string;
}

export interface QuestionGroup {
  /** The most asked wording. */
  readonly text: string;
  readonly count: number;
  /** ISO date of the latest one. */
  readonly lastAsked: string;
  /** Other wordings, most asked first. */
  readonly others: readonly string[];
}

/** Share of common content words from which two questions ask the same. */
const ALIKE = 0.5;

interface Cluster {
  readonly words: ReadonlySet<string>;
  readonly members: KeptQuestion[];
}

/**
 * Groups questions by likeness, most asked first. A question joins the first group whose leading question shares at least
 * half of the content words of both; the outcome does not depend on the order given.
 */
export function groupQuestions(questions: readonly KeptQuestion[]): QuestionGroup[] {
  return clustersOf(questions)
    .map(({ members }) => groupOf(members))
    .sort((a, b) => b.count - a.count || compare(a.text, b.text));
}

/** Signatures of the group that is led by this wording; empty: there is none. */
export function signaturesLike(questions: readonly KeptQuestion[], text: string): readonly string[] {
  const cluster = clustersOf(questions).find(({ members }) => groupOf(members).text === text);
  return [...new Set(cluster?.members.map(({ signature }) => signature))];
}

function clustersOf(questions: readonly KeptQuestion[]): readonly Cluster[] {
  const clusters: Cluster[] = [];
  for (const same of bySignature(questions)) {
    const words = new Set((same[0]?.signature ?? '').split(' ').filter((word) => word !== ''));
    const cluster = clusters.find((one) => likeness(one.words, words) >= ALIKE);
    if (cluster) cluster.members.push(...same);
    else clusters.push({ words, members: [...same] });
  }
  return clusters;
}

/** Jaccard likeness; two empty sets are alike. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length;
  const all = one.size + other.size - shared;
  return all === 0 ? 1 : shared / all;
}

/** Questions of one signature together, the most asked signature first. */
function bySignature(questions: readonly KeptQuestion[]): KeptQuestion[][] {
  const groups = new Map<string, KeptQuestion[]>();
  for (const question of questions) {
    const group = groups.get(question.signature);
    if (group) group.push(question);
    else groups.set(question.signature, [question]);
  }
  return [...groups]
    .sort(([a, left], [b, right]) => total(right) - total(left) || compare(a, b))
    .map(([, group]) => group);
}

function groupOf(members: readonly KeptQuestion[]): QuestionGroup {
  const wordings = new Map<string, number>();
  for (const { text, count } of members) wordings.set(text, (wordings.get(text) ?? 0) + count);
  const [text = '', ...others] = [...wordings]
    .sort(([a, left], [b, right]) => right - left || compare(a, b))
    .map(([wording]) => wording);
  const lastAsked = members.reduce((latest, { askedOn }) => (askedOn > latest ? askedOn : latest), '');
  return { text, count: total(members), lastAsked, others };
}

function total(questions: readonly KeptQuestion[]): number {
  return questions.reduce((sum, { count }) => sum + count, 0);
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
