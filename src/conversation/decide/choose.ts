import { showValue } from '../../registration/form.ts';
import { applies } from '../../registration/next-field.ts';
import type { FieldId, FieldValue } from '../../registration/types.ts';
import type { Offer } from '../commands.ts';
import { consentWording } from '../consent-text.ts';
import { askedField, wasSent } from '../state.ts';
import { text } from '../texts.ts';
import { namePaper, removeFile } from './attachments.ts';
import { confirm } from './confirm.ts';
import { eventDetails, rsvp, sendCalendar } from './events.ts';
import { consent, startForm, submitForm } from './form.ts';
import { handoff } from './handoff.ts';
import { takeDraft } from './link.ts';
import { go } from './navigate.ts';
import { listOf, takesSeveral } from './present.ts';
import { dropProposal } from './proposal.ts';
import { sendDocument } from './send-document.ts';
import { applyValue, noteValue } from './values.ts';
import type { Work } from './work.ts';

/** A button: of the last reply it does what it says; an older one does what still makes sense. */
export function choose(work: Work, payload: string): void {
  const now = work.state.offered.find((one) => one.payload === payload);
  if (now) {
    perform(work, now.offer, now.label);
    return;
  }
  const before = work.state.earlier.find((one) => one.payload === payload);
  if (before && stillSensible(work, before.offer)) {
    perform(work, before.offer, before.label);
    return;
  }
  work.note(text('oldButton'));
}

function perform(work: Work, offer: Offer, label: string): void {
  switch (offer.does) {
    case 'go':
      go(work, offer.to);
      return;
    case 'startForm':
      startForm(work);
      return;
    case 'handoff':
      handoff(work);
      return;
    case 'sendDocument':
      sendDocument(work, offer.document);
      return;
    case 'rsvp':
      rsvp(work, offer.coming, { kinds: [], day: null, words: '', eventId: offer.eventId });
      return;
    case 'eventDetails':
      eventDetails(work, offer.eventId);
      return;
    case 'sendCalendar':
      sendCalendar(work, offer.eventId);
      return;
    case 'takeDraft':
      takeOther(work, offer.registrationId);
      return;
    case 'consent':
      consent(work, offer.yes);
      return;
    case 'consentDetails':
      work.note(consentWording(work.turn).details);
      work.ending = { kind: 'ask', asking: 'consent' };
      return;
    case 'confirm':
      confirm(work, offer.yes);
      return;
    case 'choose':
      chooseValue(work, offer.field, offer.value, label);
      return;
    case 'namePaper':
      namePaper(work, offer.paper, offer.attachment);
      return;
    case 'removeFile':
      removeFile(work, { id: offer.attachment });
      return;
    default:
      offer satisfies never;
  }
}

/** An old choice of a field changes that answer; old yes/no, skip and submit buttons belong to a question long gone. */
function stillSensible(work: Work, offer: Offer): boolean {
  switch (offer.does) {
    case 'startForm':
    case 'handoff':
    case 'takeDraft':
    case 'rsvp':
    case 'eventDetails':
    case 'sendCalendar':
      return true;
    case 'sendDocument':
      return wasSent(work.draft);
    case 'consent':
    case 'consentDetails':
      return work.state.asking === 'consent';
    case 'confirm':
      return false;
    case 'go':
      return ['menu', 'help', 'resume', 'review', 'pause'].includes(offer.to);
    case 'namePaper':
    case 'removeFile':
      return work.filling;
    case 'choose':
      return work.filling && applies(offer.field, work.answers);
    default:
      return offer satisfies never;
  }
}

function takeOther(work: Work, registrationId: string): void {
  const draft = work.others.find(
    ({ id, status }) => id === registrationId && (status === 'draft' || status === 'returned'),
  );
  if (draft) takeDraft(work, draft);
  else go(work, 'resume');
}

function chooseValue(work: Work, field: FieldId, value: FieldValue, label: string): void {
  if (!work.filling) {
    work.note(text('noDraft'));
    return;
  }
  const asked = askedField(work.state) === field;
  if (asked) work.ending = { kind: 'next' };
  if (takesSeveral(field) && !Array.isArray(value)) {
    const values = [
      ...new Set([...(work.state.picking || !asked ? listOf(work.answers[field]) : []), String(value)]),
    ].sort();
    applyValue(work, field, values, { words: label, rule: 'button' });
    if (!asked) {
      noteValue(work, 'corrected', field);
      return;
    }
    work.state.picking = true;
    work.ending = { kind: 'ask', asking: field };
    return;
  }
  if (work.state.proposed.some((one) => one.field === field)) dropProposal(work);
  applyValue(work, field, value, { words: label || showValue(field, value), rule: 'button' });
  if (!asked) noteValue(work, 'corrected', field);
  if (field === 'declaration.accepted') submitForm(work);
}
