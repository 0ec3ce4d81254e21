import { groupQuestions, type QuestionGroup } from '../../../knowledge/store/group-questions.ts';
import { keptQuestions } from '../../../knowledge/store/unanswered-questions.ts';
import { addDays, dateInVietNam } from '../../../language/calendar.ts';
import type { Officer } from '../../roles.ts';
import { type Office, permit } from '../office.ts';

export type { QuestionGroup };

const DAYS = 90;

/** What was asked in vain in the last 90 days, most asked first: masked, with the day only, linked to nobody. */
export async function listUnanswered(office: Office, officer: Officer): Promise<readonly QuestionGroup[]> {
  permit(officer, 'question.list');
  const since = addDays(dateInVietNam(office.now()), -DAYS);
  return groupQuestions(await keptQuestions(office.client, since));
}
