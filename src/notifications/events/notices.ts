import { dateInVietNam } from '../../language/calendar.ts';
import { fold } from '../../language/fold.ts';
import type { NoticeBody, NoticeButton, NoticeTemplate, Topic } from '../types.ts';
import type { EventDetails } from './event.ts';
import { EVENT_WORDING, eventKind } from './kinds.ts';
import { showInstant, showWhen } from './show.ts';

const { texts, lines, buttons } = EVENT_WORDING;

/** Longest values of the approved templates' parameters (docs/zalo.md). */
const LONGEST = { event: 100, place: 200 } as const;

export function announcement(event: EventDetails): NoticeBody {
  const { announce, topic } = eventKind(event.kind);
  const capacity =
    event.takesReplies && event.capacity !== null ? [fill(lines.capacity, { capacity: String(event.capacity) })] : [];
  return {
    text: [titled(announce, event), event.about, ...detailLines(event), ...capacity].filter(Boolean).join('\n'),
    buttons: [...(event.takesReplies ? [going(event), notGoing(event)] : []), details(event), ...mute(topic)],
    template: eventTemplate(event, event.title),
  };
}

/** @param before The event as people know it. */
export function movedNotice(event: EventDetails, before: EventDetails): NoticeBody {
  const was = [showWhen(before), before.place].join('; ');
  return {
    text: [
      movedTo(event),
      fill(texts.movedBefore, { before: was }),
      ...(event.takesReplies ? [texts.movedReply] : []),
    ].join('\n'),
    buttons: [...(event.takesReplies ? [going(event), notGoing(event)] : []), details(event)],
    template: eventTemplate(event, `Đổi lịch: ${event.title}`),
  };
}

/** @param words Of `movedNotice(before, …)`. */
export function rewordMoved(words: NoticeBody, event: EventDetails, before: EventDetails): NoticeBody {
  const template = words.template && eventTemplate(event, `Đổi lịch: ${event.title}`);
  return { ...words, text: words.text.replace(movedTo(before), () => movedTo(event)), template };
}

const movedTo = (event: EventDetails): string => [titled(texts.moved, event), ...detailLines(event)].join('\n');

/** No approved template says that something does not take place, so whoever is outside every window is called. */
export function cancelledNotice(event: EventDetails, reason: string): NoticeBody {
  const text = fill(titled(texts.cancelled, event), { when: showWhen(event), reason });
  return { text: `${text}\n${texts.cancelledEnd}`, buttons: [], template: null };
}

/** @param day ISO date in Viet Nam on which it is read. */
export function reminderNotice(event: EventDetails, day: string): NoticeBody {
  const { remind } = eventKind(event.kind);
  return {
    text: [`${titled(remind, event)} ${howSoon(event, day)}`, ...detailLines(event)].join('\n'),
    buttons: [...(event.takesReplies ? [notGoing(event)] : []), details(event), ...mute('reminder')],
    template: {
      purpose: 'reminder',
      data: { ten: '{name}', viec: shorten(event.title, LONGEST.event), han: templateTime(event.startsAt) },
    },
  };
}

/** For one person: the code is theirs. */
export function placeFreeNotice(event: EventDetails, code: string): NoticeBody {
  return {
    text: [titled(texts.placeFree, event), ...detailLines(event), fill(texts.code, { code }), texts.placeReply].join(
      '\n',
    ),
    buttons: [notGoing(event), details(event)],
    template: eventTemplate(event, `Có chỗ: ${event.title}`),
  };
}

/** Time, place and what else is known, one a line. */
export function detailLines(event: EventDetails): string[] {
  const papers = event.papers ?? eventKind(event.kind).papers;
  return [
    fill(lines.when, { when: showWhen(event) }),
    fill(lines.place, { place: event.place }),
    ...(event.whoMayCome ? [fill(lines.who, { who: event.whoMayCome })] : []),
    ...(papers ? [fill(lines.papers, { papers })] : []),
    ...(event.contact ? [fill(lines.contact, { contact: event.contact })] : []),
    ...(event.takesReplies && event.replyBy ? [fill(lines.replyBy, { replyBy: showInstant(event.replyBy) })] : []),
  ];
}

function howSoon({ startsAt }: EventDetails, day: string): string {
  const days = (Date.parse(dateInVietNam(startsAt)) - Date.parse(day)) / 86_400_000;
  if (days <= 0) return texts.today;
  return days === 1 ? texts.tomorrow : fill(texts.inDays, { days: String(days) });
}

const going = ({ id }: EventDetails): NoticeButton => ({
  label: buttons.going,
  act: { type: 'rsvp', eventId: id, coming: true },
});
const notGoing = ({ id }: EventDetails): NoticeButton => ({
  label: buttons.notGoing,
  act: { type: 'rsvp', eventId: id, coming: false },
});
const details = ({ id }: EventDetails): NoticeButton => ({
  label: buttons.details,
  act: { type: 'event-details', eventId: id },
});

/** The way out that stands under whatever a person may turn off. */
export function mute(topic: Topic): NoticeButton[] {
  const label = buttons.mute[topic];
  return label ? [{ label, act: { type: 'mute', topic } }] : [];
}

function eventTemplate(event: EventDetails, name: string): NoticeTemplate {
  return {
    purpose: 'event',
    data: {
      ten: '{name}',
      su_kien: shorten(name, LONGEST.event),
      thoi_gian: templateTime(event.startsAt),
      dia_diem: shorten(event.place, LONGEST.place),
    },
  };
}

/** "08:00 05/12/2026": what Zalo takes for a time. */
function templateTime(instant: Date): string {
  const local = new Date(instant.getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 16)} ${local.slice(0, 10).split('-').reverse().join('/')}`;
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

function titled(sentence: string, event: EventDetails): string {
  return fill(sentence, { event: eventName(event) });
}

/** "Hội chợ xuân 2027", but "lớp tập huấn “Làm bao bì”": the kind is said once. */
export function eventName({ kind, title }: Pick<EventDetails, 'kind' | 'title'>): string {
  const label = eventKind(kind).label;
  const said = fold(title).startsWith(fold(label)) || fold(title).startsWith(fold(label.replace(/^Lớp /, '')));
  return said ? title : `${label.charAt(0).toLowerCase()}${label.slice(1)} “${title}”`;
}

/** `{name}` is left for the one who is told. */
function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, key: string) => values[key] ?? place);
}
