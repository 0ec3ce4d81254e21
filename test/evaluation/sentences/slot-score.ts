import { agrees } from '../personas/judge.ts';
import type { Sentence } from './sentences.ts';
import type { Slot } from './slots.ts';

export interface SlotScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** One line a sentence with a slot missed, wrong or made up. */
  readonly misses: readonly string[];
}

/** A slot is right when field and value are; a choice offered is right when the value is among it. */
export function score(results: readonly { sentence: Sentence; slots: readonly Slot[] }[]): SlotScore {
  let right = 0;
  let found = 0;
  let wanted = 0;
  const misses: string[] = [];
  for (const { sentence, slots } of results) {
    const gold = Object.entries(sentence.answers);
    const good = slots.filter(
      ({ field, values }) =>
        field in sentence.answers && values.some((value) => agrees(sentence.answers[field], value)),
    );
    right += good.length;
    found += slots.length;
    wanted += gold.length;
    if (good.length < gold.length || good.length < slots.length)
      misses.push(
        `${sentence.text} [${sentence.asking}]\n    thiếu ${gold
          .filter(([field]) => !good.some((slot) => slot.field === field))
          .map(([field, value]) => `${field}=${JSON.stringify(value)}`)
          .join(' ')} | thừa ${slots
          .filter((slot) => !good.includes(slot))
          .map(({ field, values }) => `${field}=${JSON.stringify(values)}`)
          .join(' ')}`,
      );
  }
  const precision = found === 0 ? 1 : right / found;
  const recall = wanted === 0 ? 1 : right / wanted;
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1), misses };
}
