import { addDays, dateInVietNam } from '../../language/calendar.ts';
import { COMMUNE_WORKING_DAYS, workingDaysBetween } from '../../registration/working-days.ts';
import { EVENT_WORDING } from '../events/kinds.ts';
import { mute } from '../events/notices.ts';
import { type CampaignDraft, PRIORITIES } from '../types.ts';
import { fill, REMINDERS, showDay } from './settings.ts';

/** So long before it begins a reminder is laid down: the office sees it and may call it off. */
const AHEAD_DAYS = 14;

/** The reminders of the programme's rounds that begin within the next two weeks. */
export function programmeReminders(now: Date): CampaignDraft[] {
  const today = dateInVietNam(now);
  const year = Number(today.slice(0, 4));
  return [year, year + 1]
    .flatMap((one) => REMINDERS.programme.rounds.flatMap((round) => ofRound(round, one)))
    .filter(({ startsAt }) => startsAt > now && dateInVietNam(startsAt) <= addDays(today, AHEAD_DAYS));
}

function ofRound({ id, name, month, day }: (typeof REMINDERS.programme.rounds)[number], year: number): CampaignDraft[] {
  const { days, title, text, task, statuses } = REMINDERS.programme;
  const deadline = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const fileBy = lastFilingDay(deadline);
  const round = `${name} năm ${year}`;
  const values = { round, deadline: showDay(deadline), fileBy: showDay(fileBy) };
  return days.map((before, at) => {
    const next = days[at + 1];
    return {
      kind: 'programme-reminder',
      topic: 'programme',
      title: fill(title, values),
      sourceKey: `programme:${year}:${id}:T-${before}`,
      eventId: null,
      text: fill(text, values),
      buttons: mute('programme'),
      template: {
        purpose: 'reminder',
        data: { ten: '{name}', viec: fill(task, values), han: showDay(fileBy) },
      },
      audience: { registrationStatus: statuses },
      priority: PRIORITIES.reminder,
      startsAt: morningOf(addDays(fileBy, -before)),
      expiresAt: morningOf(next === undefined ? fileBy : addDays(fileBy, -next)),
      createdBy: 'product',
    };
  });
}

/** Filed on this day, the commune's 15 working days are over before the deadline. */
function lastFilingDay(deadline: string): string {
  let day = addDays(deadline, -COMMUNE_WORKING_DAYS);
  while (workingDaysBetween(day, addDays(deadline, -1)) < COMMUNE_WORKING_DAYS) day = addDays(day, -1);
  return day;
}

const morningOf = (iso: string): Date => new Date(`${iso}T${EVENT_WORDING.remindAt}:00+07:00`);
