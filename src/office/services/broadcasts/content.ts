import type { TemplatePurpose } from '../../../channels/zalo/templates/purposes.ts';
import { checkWords, type WordsProblem } from '../../../notifications/campaigns/check-words.ts';
import { mute } from '../../../notifications/events/notices.ts';
import { withinScope } from '../../../notifications/members/audience.ts';
import type { Notice } from '../../../notifications/policy/types.ts';
import { type Audience, type NoticeBody, PRIORITIES, type Topic } from '../../../notifications/types.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import type { Office } from '../office.ts';

/** A broadcast as an officer writes it. */
export interface BroadcastContent {
  /** For the office. */
  readonly title: string;
  readonly topic: Topic;
  /** For open windows and Telegram; `{name}` is the recipient's name. */
  readonly text: string;
  /** For those outside every window; null: they go on the call list. */
  readonly template: { readonly purpose: TemplatePurpose; readonly data: Readonly<Record<string, string>> } | null;
  readonly audience: Audience;
  /** ISO instants. Null: as soon as it is submitted. */
  readonly startsAt: string | null;
  /** Nothing of it is sent at or after this. */
  readonly expiresAt: string;
}

export interface ContentProblem {
  readonly field: WordsProblem['field'] | 'expiresAt' | 'audience';
  /** Vietnamese. */
  readonly text: string;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;

/** Always with the way to hear no more of its kind. */
export function bodyOf({ text, topic, template }: Pick<BroadcastContent, 'text' | 'topic' | 'template'>): NoticeBody {
  return { text, template, buttons: mute(topic) };
}

/** What keeps it from being saved or sent; nothing wrong gives nothing. */
export async function checkContent(
  { broadcasting, now: clock }: Office,
  content: BroadcastContent,
): Promise<ContentProblem[]> {
  const known = content.template ? await broadcasting.template(content.template.purpose) : null;
  const problems: ContentProblem[] = checkWords(bodyOf(content), broadcasting.channels, known);
  const now = clock().getTime();
  const [from, to] = [Math.max(now, Date.parse(content.startsAt ?? '') || now), Date.parse(content.expiresAt)];
  if (to <= from) problems.push({ field: 'expiresAt', text: 'Hạn của thông báo phải sau giờ gửi.' });
  else if (to > from + MOST_DAYS * DAY_MS)
    problems.push({ field: 'expiresAt', text: `Hạn của thông báo không quá ${MOST_DAYS} ngày từ lúc gửi.` });
  return problems;
}

/** @throws AppError `not-in-scope` where nothing of the audience lies in the officer's communes. */
export function audienceFor(officer: Officer, audience: Audience): Audience {
  const within = withinScope(audience, officer.scope);
  if (within === null) throw new AppError('not-in-scope', 'audience');
  return within;
}

export async function noticeOf(
  { broadcasting }: Office,
  { topic, template, expiresAt }: Pick<BroadcastContent, 'topic' | 'template' | 'expiresAt'>,
  startsAt: Date,
): Promise<Notice> {
  const known = template ? await broadcasting.template(template.purpose) : null;
  return {
    kind: 'broadcast',
    topic,
    priority: PRIORITIES.broadcast,
    notBefore: startsAt,
    expiresAt: new Date(expiresAt),
    template: { uid: known?.priceUid ?? null, phone: known?.pricePhone ?? null },
  };
}
