import { groupQuestions, type QuestionGroup, signaturesLike } from '../../../knowledge/store/group-questions.ts';
import { keptQuestions, markDone } from '../../../knowledge/store/unanswered-questions.ts';
import { addDays, dateInVietNam } from '../../../language/calendar.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { type Office, permit } from '../office.ts';

export type { QuestionGroup };

const DAYS = 90;

/** What was asked in vain in the last 90 days, most asked first: masked, with the day only, linked to nobody. */
export async function listUnanswered(office: Office, officer: Officer): Promise<readonly QuestionGroup[]> {
  permit(officer, 'question.list');
  return groupQuestions(await keptQuestions(office.client, sinceOf(office)));
}

/** The group led by this wording leaves the list until one of its questions is asked again. None of that wording: nothing to do. */
export async function markGroupDone(office: Office, officer: Officer, text: string): Promise<void> {
  permit(officer, 'knowledge.change');
  const at = office.now();
  await office.client.$transaction(async (tx) => {
    const signatures = signaturesLike(await keptQuestions(tx, sinceOf(office)), text);
    await markDone(tx, signatures, { at, officer: officer.id });
    await recordAudit(tx, { who: officer.id, what: 'question.done', at });
  });
}

const sinceOf = ({ now }: Pick<Office, 'now'>) => addDays(dateInVietNam(now()), -DAYS);
