import { createHash } from 'node:crypto';
import type { LanguageModel } from '../assistant/types.ts';
import type { SearchableKnowledge } from './create-knowledge.ts';
import type { Passage } from './passage-index.ts';
import type { QuestionContext } from './types.ts';

/** Vectors of texts by the hash of the text; those of one embedding model. */
export interface VectorCache {
  read(hashes: readonly string[]): Promise<ReadonlyMap<string, Float32Array>>;
  save(vectors: ReadonlyMap<string, Float32Array>): Promise<void>;
}

/** Search by meaning beside search by words. Never throws and never blocks: without vectors it has nothing to say. */
export interface Meaning {
  /** Has the passages embedded, once, cached; resolves to false when the endpoint gave up on the way. */
  prepare(knowledge: SearchableKnowledge): Promise<boolean>;
  /** What `QuestionContext.dense` takes; undefined until the passages are embedded, and when the question can't be. */
  likeness(
    knowledge: SearchableKnowledge,
    question: string,
    context: QuestionContext,
  ): Promise<QuestionContext['dense']>;
}

interface MeaningParts {
  readonly embed: LanguageModel['embed'];
  readonly cache: VectorCache;
  /** Ends the work in the background. */
  readonly closing: AbortSignal;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/** Texts of one call: what every endpoint we know of takes. */
const BATCH = 64;

export function createMeaning({ embed, cache, closing, log }: MeaningParts): Meaning {
  /** One index, one vector a passage, in the order of their ids; there once all are. */
  const ready = new WeakMap<SearchableKnowledge, readonly Float32Array[]>();
  const preparing = new WeakMap<SearchableKnowledge, Promise<boolean>>();

  async function embedAll(knowledge: SearchableKnowledge): Promise<boolean> {
    const texts = knowledge.passages.map(passageText);
    const hashes = texts.map(hashOf);
    const missing = new Map(hashes.map((hash, at) => [hash, texts[at] as string]));
    const vectors = new Map(await cache.read([...missing.keys()]));
    for (const hash of vectors.keys()) missing.delete(hash);
    const toEmbed = [...missing];
    for (let from = 0; from < toEmbed.length; from += BATCH) {
      const batch = toEmbed.slice(from, from + BATCH);
      const outcome = await embed(
        batch.map(([, text]) => text),
        'index',
        { closing },
      );
      if (closing.aborted) return false;
      if (outcome.kind !== 'done') {
        log.warn({ outcome, embedded: from, of: toEmbed.length }, 'texts not embedded; searching by words only');
        return false;
      }
      const fresh = new Map(batch.map(([hash], at) => [hash, unit(outcome.value[at] ?? [])]));
      await cache.save(fresh);
      for (const [hash, vector] of fresh) vectors.set(hash, vector);
    }
    ready.set(
      knowledge,
      hashes.map((hash) => vectors.get(hash) as Float32Array),
    );
    log.info({ passages: texts.length, embedded: toEmbed.length }, 'searching by meaning, too');
    return true;
  }

  function prepare(knowledge: SearchableKnowledge): Promise<boolean> {
    if (ready.has(knowledge)) return Promise.resolve(true);
    const under = preparing.get(knowledge);
    if (under) return under;
    const work = embedAll(knowledge)
      .catch((error: unknown) => {
        if (!closing.aborted) log.warn({ err: error }, 'texts not embedded; searching by words only');
        return false;
      })
      .finally(() => preparing.delete(knowledge));
    preparing.set(knowledge, work);
    return work;
  }

  return {
    prepare,
    async likeness(knowledge, question, context) {
      const passages = ready.get(knowledge);
      if (!passages) {
        // New imports, or an endpoint that was away: this answer goes by words, a later one by both.
        void prepare(knowledge);
        return undefined;
      }
      const outcome = await embed([knowledge.inFull(question, context)], 'query', { known: context.personal ?? [] });
      return outcome.kind === 'done' ? likenessOf(passages, unit(outcome.value[0] ?? [])) : undefined;
    },
  };
}

/** Standard deviations above the mean at which a passage begins to stand out, and at which it can't stand out more. */
const STANDS_OUT = { from: 2, to: 6 } as const;

/**
 * From cosines to 0–1. What a cosine of 0.6 means differs from model to model, and texts of one subject are all alike to it; how
 * far a passage stands out among the others is comparable. Only passages that stand out are in the map.
 */
export function likenessOf(passages: readonly Float32Array[], question: Float32Array): Map<number, number> {
  const cosines = passages.map((vector) => dot(vector, question));
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / (cosines.length || 1);
  const variance = cosines.reduce((sum, cosine) => sum + (cosine - mean) ** 2, 0) / (cosines.length || 1);
  const found = new Map<number, number>();
  if (!(variance > 0)) return found;
  cosines.forEach((cosine, id) => {
    const deviations = (cosine - mean) / Math.sqrt(variance);
    const likeness = (deviations - STANDS_OUT.from) / (STANDS_OUT.to - STANDS_OUT.from);
    if (likeness > 0) found.set(id, Math.min(1, likeness));
  });
  return found;
}

/** A passage stands alone: with the titles above it. */
function passageText({ article, statement }: Passage): string {
  return `${[...article.path, article.title].join(' > ')}: ${statement.text}`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function unit(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return Float32Array.from(vector, (value) => value / length);
}

/** Vectors of two lengths come from two models: not alike at all. */
function dot(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return 0;
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
