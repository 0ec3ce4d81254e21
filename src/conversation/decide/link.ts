import { CODE_MINUTES, CODES_AN_HOUR, type LinkCheck, WRONG_CODES_AN_HOUR } from '../link.ts';
import type { Draft } from '../state.ts';
import { text } from '../texts.ts';
import { nameOf } from './draft-name.ts';
import type { Work } from './work.ts';

const HOUR_MS = 3_600_000;

/** "Liên kết": a one-time code that shows, typed on the other channel, that both accounts are one person's. */
export function offerLink(work: Work): void {
  stayOrMenu(work);
  const { state, turn } = work;
  const recent = withinTheHour(state.link.issued, turn.now);
  if (recent.length >= CODES_AN_HOUR) {
    work.note(text('linkTooMany'));
    return;
  }
  state.link = { ...state.link, issued: [...recent, turn.now] };
  const expiresAt = new Date(Date.parse(turn.now) + CODE_MINUTES * 60_000).toISOString();
  work.emit({ type: 'linkCodeIssued', code: turn.newLinkCode, expiresAt });
  work.note(text('linkCode', { code: turn.newLinkCode, minutes: String(CODE_MINUTES) }));
}

/** A code was typed: both accounts become one person, with what each had. */
export function redeemLink(work: Work, code: string, check: LinkCheck): void {
  stayOrMenu(work);
  const { state, turn } = work;
  const wrong = withinTheHour(state.link.wrong, turn.now);
  if (wrong.length >= WRONG_CODES_AN_HOUR || check.kind === 'closed') {
    work.note(text('linkClosed'));
    return;
  }
  switch (check.kind) {
    case 'own':
      work.note(text('linkOwn'));
      return;
    case 'unknown':
      state.link = { ...state.link, wrong: [...wrong, turn.now] };
      work.emit({ type: 'linkFailed' });
      work.note(text('linkUnknown'));
      return;
    case 'match':
      join(work, code, check);
      return;
    default:
      check satisfies never;
  }
}

function join(work: Work, code: string, { personId, consent, draft }: Extract<LinkCheck, { kind: 'match' }>): void {
  const { state } = work;
  work.emit({ type: 'personsJoined', code, otherPersonId: personId });
  state.link = { issued: [], wrong: [] };
  state.consent = consent;
  work.note(text('linkJoined'));
  if (consent !== 'given') {
    stopDrafts(work, draft);
    return;
  }
  if (!draft) return;
  if (!work.filling) {
    takeDraft(work, draft);
    return;
  }
  work.others = [draft, ...work.others];
  work.ending = { kind: 'ask', asking: 'resume' };
}

/** Consent was withdrawn on one of the accounts: what is open on either stops with it. */
function stopDrafts(work: Work, theirs: Draft | null): void {
  const why = 'consent-withdrawn';
  if (theirs)
    work.emit({ type: 'statusChanged', registrationId: theirs.id, from: theirs.status, to: 'withdrawn', why });
  if (!work.filling) return;
  work.changeStatus('withdrawn', why);
  work.note(text('consentWithdrawnDraft'));
  work.leaveForm();
  work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

/** Another draft of this person goes on; the one in hand waits beside it. */
export function takeDraft(work: Work, draft: Draft): void {
  const left = work.draft;
  work.leaveForm();
  work.others = [...(left ? [left] : []), ...work.others.filter(({ id }) => id !== draft.id)];
  work.draft = draft;
  work.state.registrationId = draft.id;
  work.note(text('resumed', { progress: nameOf(draft) }));
  work.ending = { kind: 'next' };
}

export function withinTheHour(instants: readonly string[], now: string): string[] {
  return instants.filter((one) => Date.parse(now) - Date.parse(one) < HOUR_MS);
}

function stayOrMenu(work: Work): void {
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}
