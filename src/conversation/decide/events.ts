import { capitalised } from '../../language/text.ts';
import type { BoardEvent, EventBoard, EventDetails } from '../../notifications/events/event.ts';
import { eventKind } from '../../notifications/events/kinds.ts';
import { type EventHint, matchEvents } from '../../notifications/events/match.ts';
import { detailLines, eventName } from '../../notifications/events/notices.ts';
import { type Closed, type ReplyOutcome, replyOutcome } from '../../notifications/events/reply-rules.ts';
import { showShortDay, showWhen } from '../../notifications/events/show.ts';
import { communeOf } from '../state.ts';
import { text } from '../texts.ts';
import type { ReplyButton, Work } from './work.ts';

/** More than these are too many to choose from on a phone. */
const MOST_SHOWN = 5;

/** "Tôi đi", "hủy đăng ký hội chợ": whether this person comes. Which event is asked where several fit. */
export function rsvp(work: Work, coming: boolean, about: EventHint): void {
  const board = boardOf(work);
  const fitting = matchEvents(board, about);
  const open = fitting.filter((one) => isOpen(work, one));
  const own = coming ? [] : fitting.filter((one) => isMine(one) && isAhead(work, one.event));
  const unanswered = coming ? open.filter((one) => !isMine(one)) : [];
  const meant = [own, unanswered, open, fitting].find((some) => some.length > 0) ?? [];
  const [one] = meant;
  if (!one || (meant.length > 1 && meant === fitting)) {
    say(work, noneText(coming, about, board), []);
    return;
  }
  if (meant.length === 1) answer(work, one, coming);
  else if (coming || meant === own) choose(work, coming, meant);
  // They signed up for none, and several invite them.
  else say(work, text('event.notSignedUp'), []);
}

/** "Có hội chợ nào sắp tới?" */
export function askEvents(work: Work, about: EventHint): void {
  const ahead = boardOf(work).filter((one) => one.event.status === 'published' && isAhead(work, one.event));
  const fitting = matchEvents(near(work, ahead), about);
  const [only] = fitting;
  if (!only) {
    say(work, text('event.noneAhead', { what: namedKind(about) }), []);
    return;
  }
  if (fitting.length === 1) {
    describe(work, only);
    return;
  }
  const shown = fitting.slice(0, MOST_SHOWN);
  const lines = shown.map((one) => `• ${lineOf(one)}`).join('\n');
  const more =
    fitting.length > MOST_SHOWN ? `\n${text('event.more', { count: String(fitting.length - MOST_SHOWN) })}` : '';
  say(work, `${text('event.list', { lines })}${more}`, shown.map(detailsButton));
}

/** "Tôi đã đăng ký những gì?" */
export function myEvents(work: Work): void {
  const mine = boardOf(work).filter((one) => isMine(one) && isAhead(work, one.event));
  const [only] = mine;
  if (!only) {
    say(work, text('event.mineNone'), []);
    return;
  }
  const lines = mine.map((one) => `• ${lineOf(one)}`).join('\n');
  say(
    work,
    text('event.mine', { lines }),
    mine.length === 1 ? ownButtons(only) : mine.slice(0, MOST_SHOWN).map(detailsButton),
  );
}

export function eventDetails(work: Work, eventId: string): void {
  const one = boardOf(work).find(({ event }) => event.id === eventId);
  if (one) describe(work, one);
  else say(work, text('event.gone'), []);
}

/** "Thêm vào lịch": a file that calendars read. */
export function sendCalendar(work: Work, eventId: string): void {
  const one = boardOf(work).find(({ event }) => event.id === eventId);
  if (!one) {
    say(work, text('event.gone'), []);
    return;
  }
  work.reply({
    text: text('event.calendar', { event: eventName(one.event) }),
    buttons: [],
    file: { kind: 'calendar', eventId },
  });
  stay(work);
}

/** With their consent now, whoever was about to sign up does. Gives whether there was such an event. */
export function goOnSigningUp(work: Work): boolean {
  const { signingUp } = work.state;
  if (signingUp === null) return false;
  work.state.signingUp = null;
  work.state.asking = null;
  const one = boardOf(work).find(({ event }) => event.id === signingUp);
  if (one) answer(work, one, true);
  else say(work, text('event.gone'), []);
  return true;
}

/**
 * A place is kept under the person's account, so consent comes first (Luật 91/2025/QH15): without it they could not be told
 * either that the event moves. A no of somebody who has no place leaves nothing behind.
 */
function answer(work: Work, one: BoardEvent, coming: boolean): void {
  const { event, going, waiting, mine } = one;
  const now = new Date(work.turn.now);
  const outcome = replyOutcome({ event, going, waiting, mine: mine?.status ?? null }, coming, now);
  const agreed = work.state.consent === 'given';
  const comes = outcome.kind === 'going' || outcome.kind === 'waiting';
  if (comes && !agreed) {
    work.state.signingUp = event.id;
    work.note(text('event.consent', { event: eventName(event) }));
    work.ending = { kind: 'ask', asking: 'consent' };
    return;
  }
  if (comes || (outcome.kind === 'declined' && (agreed || mine !== null)))
    work.emit({ type: 'eventAnswered', eventId: event.id, coming, expects: outcome.kind });
  say(work, capitalised(answerText(one, outcome)), answerButtons(one, outcome));
}

/** `{code}` and `{place}` are known when the answer is written down. */
function answerText(one: BoardEvent, outcome: ReplyOutcome): string {
  const { event, mine } = one;
  const names = { event: eventName(event), when: showWhen(event) };
  switch (outcome.kind) {
    case 'going':
      return [text('event.going', names), ...detailLines(event), text('event.code', { code: '{code}' })].join('\n');
    case 'waiting':
      return text('event.waiting', { ...names, place: '{place}' });
    case 'declined':
      return text(mine === null ? 'event.notComing' : 'event.declined', names);
    case 'already':
      return text(`event.already.${outcome.status}`, {
        ...names,
        code: mine?.code ?? '',
        place: String(mine?.place ?? ''),
      });
    case 'closed':
      return closedText(event, outcome.why, names);
    default:
      return outcome satisfies never;
  }
}

function closedText(event: EventDetails, why: Closed, names: { event: string; when: string }): string {
  if (why === 'cancelled') return text('event.closed.cancelled', { ...names, reason: event.cancelReason ?? '' });
  return text(`event.closed.${why}`, { ...names, contact: event.contact ?? text('event.commune') });
}

function answerButtons(one: BoardEvent, outcome: ReplyOutcome): ReplyButton[] {
  switch (outcome.kind) {
    case 'going':
    case 'waiting':
      return ownButtons({ ...one, mine: { status: outcome.kind, place: null, code: '' } });
    case 'already':
      return outcome.status === 'declined' ? [comingButton(one.event)] : ownButtons(one);
    case 'declined':
      return [comingButton(one.event)];
    case 'closed':
      return [];
    default:
      return outcome satisfies never;
  }
}

function describe(work: Work, one: BoardEvent): void {
  const { event, mine } = one;
  if (event.status === 'cancelled' || !isAhead(work, event)) {
    const why = event.status === 'cancelled' ? 'cancelled' : 'started';
    say(work, capitalised(closedText(event, why, { event: eventName(event), when: showWhen(event) })), []);
    return;
  }
  const [head, ...rest] = [capitalised(eventName(event)), event.about, ...detailLines(event), ...standingLines(one)];
  say(
    work,
    [`${head}.`, ...rest].filter(Boolean).join('\n'),
    mine && mine.status !== 'declined' ? ownButtons(one) : openButtons(one),
  );
}

/** Places left, and where this person stands. */
function standingLines({ event, going, waiting, mine }: BoardEvent): string[] {
  if (!event.takesReplies) return [];
  const left = event.capacity === null ? null : Math.max(0, event.capacity - going);
  const places =
    left === null ? [] : [left > 0 && waiting === 0 ? text('event.left', { left: String(left) }) : text('event.full')];
  if (mine?.status === 'going') return [text('event.youGo', { code: mine.code })];
  if (mine?.status === 'waiting') return [text('event.youWait', { place: String(mine.place) })];
  return places;
}

function lineOf(one: BoardEvent): string {
  return [
    `${capitalised(eventName(one.event))}: ${showWhen(one.event)}; ${one.event.place}.`,
    ...standingLines(one),
  ].join(' ');
}

function choose(work: Work, coming: boolean, events: EventBoard): void {
  const buttons = events.slice(0, MOST_SHOWN).map(({ event }) => ({
    label: buttonLabel(event),
    offer: { does: 'rsvp', eventId: event.id, coming } as const,
  }));
  say(work, text(coming ? 'event.whichComing' : 'event.whichNot'), buttons);
}

function noneText(coming: boolean, about: EventHint, board: EventBoard): string {
  if (!coming) return text('event.notSignedUp');
  return text(board.length === 0 || about.kinds.length > 0 ? 'event.noneAhead' : 'event.noneOpen', {
    what: namedKind(about),
  });
}

function namedKind({ kinds: [kind] }: EventHint): string {
  return kind ? eventKind(kind).label.toLowerCase() : text('event.any');
}

const boardOf = ({ turn }: Work): EventBoard => turn.events ?? [];

function isAhead({ turn }: Work, { startsAt, endsAt }: EventDetails): boolean {
  return (endsAt ?? startsAt) > new Date(turn.now);
}

const isMine = ({ mine }: BoardEvent) => mine?.status === 'going' || mine?.status === 'waiting';

function isOpen(work: Work, { event }: BoardEvent): boolean {
  return event.status === 'published' && event.takesReplies && event.startsAt > new Date(work.turn.now);
}

/** What another commune runs for its own is left out, where the person's commune is known. */
function near(work: Work, board: EventBoard): EventBoard {
  const commune = communeOf(work.draft);
  if (commune === null) return board;
  const own = board.filter(({ event }) => event.unit === null || event.unit === commune);
  return own.length > 0 ? own : board;
}

function ownButtons({ event }: BoardEvent): ReplyButton[] {
  return [
    { label: text('button.calendar'), offer: { does: 'sendCalendar', eventId: event.id } },
    { label: text('button.cannotCome'), offer: { does: 'rsvp', eventId: event.id, coming: false } },
  ];
}

function openButtons({ event }: BoardEvent): ReplyButton[] {
  const calendar: ReplyButton = { label: text('button.calendar'), offer: { does: 'sendCalendar', eventId: event.id } };
  return event.takesReplies ? [comingButton(event), calendar] : [calendar];
}

const comingButton = ({ id }: EventDetails): ReplyButton => ({
  label: text('button.coming'),
  offer: { does: 'rsvp', eventId: id, coming: true },
});

const detailsButton = ({ event }: BoardEvent): ReplyButton => ({
  label: buttonLabel(event),
  offer: { does: 'eventDetails', eventId: event.id },
});

const buttonLabel = ({ startsAt, title }: EventDetails) => `${showShortDay(startsAt)} ${title}`;

/** As an answer: outside the form it ends the turn, inside the question in hand follows. */
function say(work: Work, words: string, buttons: readonly ReplyButton[]): void {
  work.reply({ text: words, buttons });
  stay(work);
}

function stay(work: Work): void {
  const { asking } = work.state;
  if (asking !== null && asking !== 'menu') return;
  work.state.asking = 'menu';
  work.ending = { kind: 'none' };
}
