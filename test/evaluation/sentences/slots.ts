import { interpret } from '../../../src/conversation/interpret/interpret.ts';
import { newState } from '../../../src/conversation/state.ts';
import { findAnswers } from '../../../src/registration/read-all.ts';
import type { FieldId, FieldValue, Reading } from '../../../src/registration/types.ts';
import type { Sentence } from './sentences.ts';

export interface Slot {
  readonly field: FieldId;
  /** One value, or those that would be offered to choose from. */
  readonly values: readonly FieldValue[];
}

const TODAY = '2026-11-23';

/** What the rules write down of a sentence: as the answer to its question, or unasked when none was put. */
export function slotsOf({ text, asking }: Sentence): Slot[] {
  const readings = asking === null ? unasked(text) : asAnswer(text, asking);
  return readings.flatMap(({ field, reading }) => {
    if (reading.kind === 'value' || reading.kind === 'confirm') return [{ field, values: [reading.value] }];
    if (reading.kind === 'choose') return [{ field, values: reading.choices.map(({ value }) => value) }];
    return [];
  });
}

function unasked(text: string): { field: FieldId; reading: Reading }[] {
  return findAnswers(text, { today: TODAY, answers: {}, mode: 'volunteered' });
}

function asAnswer(text: string, asking: FieldId): { field: FieldId; reading: Reading }[] {
  const heard = interpret(
    { kind: 'text', text },
    {
      state: { ...newState(), consent: 'given', asking },
      form: { answers: {}, open: new Set() },
      today: TODAY,
      absent: false,
      previousField: null,
      sent: false,
    },
  );
  return heard.flatMap((one) =>
    one.type === 'setField' || one.type === 'correctField' ? [{ field: one.field, reading: one.reading }] : [],
  );
}
