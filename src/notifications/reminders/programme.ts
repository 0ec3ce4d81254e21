import { addDays, dateInVietNam } from '../../language/calendar.ts';
import { COMMUNE_WORKING_DAYS, workingDaysBetween } from '../../registration/working-days.ts';
import { EVENT_WORDING } from '../events/kinds.ts';
import { mute } from '../events/notices.ts';
import { type Audience, type CampaignDraft, PRIORITIES } from '../types.ts';
import { fill, REMINDERS, showDay } from './settings.ts';

/** So long before it begins a reminder is laid down: the office sees it and may call it off. */
const AHEAD_DAYS = 14;

/** The reminders of the programme's rounds that begin within the next two weeks. */
export function programmeReminders(now: Date): CampaignDraft[] {
  const today = dateInVietNam(now);
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .flatMap((one) => [...roundsOfProvince(one), ...roundsOfMinistry(one)])
    .flatMap(remindersOf)
    .filter(({ startsAt }) => startsAt > now && dateInVietNam(startsAt) <= addDays(today, AHEAD_DAYS));
}

interface Round {
  readonly key: string;
  /** ISO date: the reminders count back from it. */
  readonly until: string;
  readonly words: { readonly title: string; readonly text: string; readonly task: string };
  readonly values: Readonly<Record<string, string>>;
  readonly audience: Audience;
}

/** For whoever still has to file with the commune. */
function roundsOfProvince(year: number): Round[] {
  const { rounds, statuses, ...words } = REMINDERS.programme;
  return rounds.map(({ id, name, ...day }) => {
    const deadline = dateIn(year, day);
    const until = lastFilingDay(deadline);
    const values = { round: `${name} năm ${year}`, deadline: showDay(deadline), fileBy: showDay(until) };
    return { key: `programme:${year}:${id}`, until, words, values, audience: { registrationStatus: statuses } };
  });
}

/** For whoever has the points, so that nothing is missing when the province sends the dossier on. */
function roundsOfMinistry(year: number): Round[] {
  const { rounds, ...words } = REMINDERS.programme.ministry;
  return rounds.map(({ id, name, decided, ...day }) => {
    const until = dateIn(year, day);
    const values = { round: `${name} năm ${year}`, deadline: showDay(until), decided: showDay(dateIn(year, decided)) };
    return { key: `ministry:${year}:${id}`, until, words, values, audience: { beforeMinistry: true } };
  });
}

function remindersOf({ key, until, words, values, audience }: Round): CampaignDraft[] {
  const { days } = REMINDERS.programme;
  return days.map((before, at) => {
    const next = days[at + 1];
    return {
      kind: 'programme-reminder',
      topic: 'programme',
      title: fill(words.title, values),
      sourceKey: `${key}:T-${before}`,
      eventId: null,
      text: fill(words.text, values),
      buttons: mute('programme'),
      template: {
        purpose: 'reminder',
        data: { ten: '{name}', viec: fill(words.task, values), han: showDay(until) },
      },
      audience,
      priority: PRIORITIES.reminder,
      startsAt: morningOf(addDays(until, -before)),
      expiresAt: morningOf(next === undefined ? until : addDays(until, -next)),
      createdBy: 'product',
    };
  });
}

const dateIn = (year: number, { month, day }: { readonly month: number; readonly day: number }): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** Filed on this day, the commune's 15 working days are over before the deadline. */
function lastFilingDay(deadline: string): string {
  let day = addDays(deadline, -COMMUNE_WORKING_DAYS);
  while (workingDaysBetween(day, addDays(deadline, -1)) < COMMUNE_WORKING_DAYS) day = addDays(day, -1);
  return day;
}

const morningOf = (iso: string): Date => new Date(`${iso}T${EVENT_WORDING.remindAt}:00+07:00`);
