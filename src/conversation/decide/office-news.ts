import type { OfficeNews } from '../../channels/types.ts';
import { foldAnswers } from '../../registration/fold.ts';
import { fieldLabel } from '../../registration/form.ts';
import type { Returned } from '../../registration/returned.ts';
import { showDate } from '../../registration/show-value.ts';
import type { OfficeFacts } from '../office-facts.ts';
import type { Draft } from '../state.ts';
import { text } from '../texts.ts';
import type { Work } from './work.ts';

/**
 * The office has done something about a registration of this person: they are told, and a registration given back is
 * taken in hand. What they were asked stays asked. Null facts: the registration is gone, so there is nothing to tell.
 */
export function officeNews(work: Work, news: OfficeNews, facts: OfficeFacts | null): void {
  work.ending = { kind: 'none' };
  if (!facts) return;
  if (news === 'returned') {
    hearReturned(work, facts.draft);
    return;
  }
  if (work.draft?.id === facts.draft.id) {
    work.draft = facts.draft;
    if (!work.filling) leave(work);
  }
  work.reply({ text: sentence(news, facts), buttons: [] });
}

/** Nothing is said of a return that was overtaken: sent again or withdrawn before this turn. */
function hearReturned(work: Work, draft: Draft): void {
  const { returned } = draft;
  if (draft.status !== 'returned' || !returned) return;
  const busy = work.filling && work.draft?.id !== draft.id;
  const told = toldReturn(draft, returned);
  if (busy || work.state.consent !== 'given') {
    work.reply({ text: busy ? `${told}\n${text('office.returnedLater')}` : told, buttons: [] });
    return;
  }
  leave(work);
  work.draft = draft;
  work.state.registrationId = draft.id;
  work.note(`${told}\n${text('office.returnedOnly')}`);
  work.ending = { kind: 'next' };
}

function leave(work: Work): void {
  work.leaveForm();
  work.state.asking = null;
}

function toldReturn(draft: Draft, { fields, dueOn }: Returned): string {
  const lines = fields.map(({ field, reason }) => `• ${fieldLabel(field)}: ${reason}`).join('\n');
  return text('office.returned', { ...namesOf(draft), dueOn: showDate(dueOn), lines });
}

function sentence(news: Exclude<OfficeNews, 'returned'>, { draft, dueOn, reason }: OfficeFacts): string {
  const names = namesOf(draft);
  switch (news) {
    case 'paper-received':
      return text('office.paperReceived', { ...names, dueOn: dueOn ? showDate(dueOn) : '' });
    case 'forwarded':
      return text('office.forwarded', names);
    case 'withdrawn':
      return text('office.withdrawn', { ...names, reason });
    default:
      return news satisfies never;
  }
}

function namesOf(draft: Draft): { reference: string; product: string } {
  const product = foldAnswers(draft.log).answers['product.name'];
  return { reference: draft.reference ?? '', product: typeof product === 'string' ? product : '' };
}
