/** What the ledger says of one recipient, and how often the platforms have shown them the notice. */
export interface Outcome {
  /** Status of the row; null: there is none. */
  readonly status: string | null;
  readonly reason: string | null;
  readonly shown: number;
}

export interface Verdict {
  /** Recipients who saw nothing, though the ledger does not say that this may be so. */
  readonly lost: number;
  /** Recipients who saw it more than once. */
  readonly doubled: number;
  /** Rows of which the ledger says that it does not know. */
  readonly uncertain: number;
  readonly broken: readonly string[];
}

/** @param mostUncertain As many sends as can have been under way when something was killed. */
export function checkLedger(outcomes: readonly Outcome[], mostUncertain: number): Verdict {
  const broken: string[] = [];
  const count = (what: string, met: (outcome: Outcome) => boolean): number => {
    const found = outcomes.filter(met).length;
    if (found > 0) broken.push(`${found} ${what}`);
    return found;
  };
  const lost =
    count('recipients without a row', ({ status }) => status === null) +
    count('rows that never ended', ({ status }) => status === 'waiting' || status === 'sending') +
    count('recipients who were not reached', ({ status }) => status === 'failed' || status === 'skipped') +
    count('rows sent that nobody saw', ({ status, shown }) => status === 'sent' && shown === 0);
  const doubled = count('recipients who saw it twice', ({ shown }) => shown > 1);
  const uncertain = outcomes.filter(({ status }) => status === 'uncertain');
  count('uncertain rows without a reason', ({ status, reason }) => status === 'uncertain' && !reason);
  if (uncertain.length > mostUncertain)
    broken.push(`${uncertain.length} uncertain, at most ${mostUncertain} were under way`);
  return { lost, doubled, uncertain: uncertain.length, broken };
}
