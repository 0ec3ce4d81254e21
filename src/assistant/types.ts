/**
 * The language-model port. The model proposes, code disposes: nothing that comes back through this port reaches a
 * person or the database before code has checked it against the evidence (answers) or the person's words (commands).
 */

/** One numbered piece of evidence as the model sees it. Its text is data, never an instruction. */
export interface NumberedEvidence {
  /** 1, 2, 3 …; what the model cites. */
  readonly number: number;
  /** e.g. "Quyết định 26/2026, Đ.7 – Trình tự". */
  readonly source: string;
  readonly text: string;
}

export interface ComposeTask {
  readonly question: string;
  /** As in UnderstandTask. */
  readonly known: readonly string[];
  /** ISO date in Viet Nam. */
  readonly today: string;
  readonly evidence: readonly NumberedEvidence[];
}

/** One sentence of a composed answer with the numbers of the evidence it rests on. */
export interface ComposedSentence {
  readonly text: string;
  readonly evidence: readonly number[];
}

/** A field of the form as a model sees it. `personal`: its answer tells who or where somebody is. */
export interface ModelField {
  readonly field: string;
  readonly label: string;
  readonly personal: boolean;
}

export interface UnderstandTask {
  /** The person's words. `maskedModel` replaces every personal part by a typed placeholder before they leave. */
  readonly text: string;
  /** The field in question, if any, with its question as the form words it. */
  readonly asking: (ModelField & { readonly question: string }) | null;
  /** Fields that may be filled or corrected. */
  readonly openFields: readonly ModelField[];
  /** What is known to be personal beside what has the shape of it: names and numbers that the draft already holds. */
  readonly known: readonly string[];
}

/** A command of the closed grammar as the model proposes it; `words` must be a span of the text it was given. */
export type ProposedCommand =
  | { readonly type: 'setField'; readonly field: string; readonly words: string }
  | { readonly type: 'correctField'; readonly field: string; readonly words: string }
  | { readonly type: 'ask'; readonly words: string }
  | { readonly type: 'go'; readonly to: string }
  | { readonly type: 'handoff' }
  | { readonly type: 'unclear' };

/**
 * - `off`: no model is configured.
 * - `failed`: the model did not give a usable answer in time; the rules go on alone. `reason` is for the operator.
 */
export type ModelOutcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'off' }
  | { readonly kind: 'failed'; readonly reason: string };

export type EmbedPurpose = 'query' | 'index';

export interface LanguageModel {
  compose(task: ComposeTask): Promise<ModelOutcome<readonly ComposedSentence[]>>;
  understand(task: UnderstandTask): Promise<ModelOutcome<readonly ProposedCommand[]>>;
  /**
   * One vector per text, all of the same length. `off` when no embedding model is configured. `query`: somebody waits,
   * so it gives up early; `index`: texts of documents, with time. `options.closing` ends a call that nobody waits for any more;
   * `options.known` as in UnderstandTask.
   */
  embed(
    texts: readonly string[],
    purpose: EmbedPurpose,
    options?: { readonly closing?: AbortSignal; readonly known?: readonly string[] },
  ): Promise<ModelOutcome<readonly (readonly number[])[]>>;
}
