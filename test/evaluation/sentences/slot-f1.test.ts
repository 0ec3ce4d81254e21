import { describe, expect, test } from 'vitest';
import { readSentences } from './sentences.ts';
import { score } from './slot-score.ts';
import { slotsOf } from './slots.ts';

/** The aim of the project for sentences with several answers, by rules alone. */
const GATE = 0.92;

describe.each(['open', 'held'])('answers found in %s sentences', (part) => {
  const sentences = readSentences(part);
  const result = score(sentences.map((sentence) => ({ sentence, slots: slotsOf(sentence) })));

  test(`F1 of slots is at least ${GATE}`, () => {
    console.log(
      `${part}: ${sentences.length} câu, P ${result.precision.toFixed(3)} R ${result.recall.toFixed(3)} F1 ${result.f1.toFixed(3)}`,
    );
    // Held-back sentences are counted, never shown: what is read is tuned to.
    if (part === 'open') for (const miss of result.misses) console.log(miss);
    expect(result.f1).toBeGreaterThanOrEqual(GATE);
  });
});
