import { FORM } from '../registration/form.ts';
import { fieldNow, migrateLog } from '../registration/migrate-log.ts';
import type { Event, Turn } from './decide.ts';
import { type Asking, askedField, type ConversationState, type Draft, nothingInHand, type Snapshot } from './state.ts';

/**
 * Carries a running draft over to the form in force before anything is heard: what that changes is appended to its log,
 * and what was asked is asked by its name of today. Null when the draft is of that form already.
 */
export function upgradeForm(
  { state, draft }: Snapshot,
  turn: Turn,
): { readonly snapshot: Snapshot; readonly events: readonly Event[] } | null {
  const filling = draft?.status === 'draft' || draft?.status === 'returned';
  if (!draft || !filling || draft.formVersion >= FORM.version) return null;
  const added = migrateLog(draft.log, draft.formVersion, { channel: turn.channel, at: turn.now, today: turn.today });
  const registrationId = draft.id;
  return {
    snapshot: {
      state: stateNow(state, draft),
      draft: { ...draft, formVersion: FORM.version, log: [...draft.log, ...added] },
    },
    events: [
      { type: 'formUpgraded', registrationId, version: FORM.version },
      ...added.map((entry): Event => ({ type: 'answerRecorded', registrationId, entry })),
    ],
  };
}

/** Buttons, batches and choices were made for the old form: they lapse. */
function stateNow(state: ConversationState, { formVersion }: Draft): ConversationState {
  const asked = askedField(state);
  const asking: Asking = asked ? fieldNow(asked, formVersion) : state.asking === 'confirm' ? null : state.asking;
  return {
    ...state,
    asking,
    field: state.field && fieldNow(state.field, formVersion),
    ...nothingInHand(),
  };
}
