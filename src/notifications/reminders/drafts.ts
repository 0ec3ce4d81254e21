import { mute } from '../events/notices.ts';
import type { NoticeBody } from '../types.ts';
import { fill, REMINDERS } from './settings.ts';

const DAY_MS = 86_400_000;

export interface DraftStep {
  /** Days of silence. */
  readonly day: number;
  /** The next one, or as long again as the last silence; later it comes no more. */
  readonly expiresAt: Date;
}

/**
 * Which reminder of a draft is due: the newest whose days of silence are over, and only on its own day, so that a service
 * that was away does not come with old ones. After the last there is silence.
 */
export function draftStep(lastAct: Date, now: Date): DraftStep | null {
  const { days } = REMINDERS.draft;
  const at = (day: number) => new Date(lastAct.getTime() + day * DAY_MS);
  const due = days.filter((day) => at(day) <= now).at(-1);
  if (due === undefined || now.getTime() - at(due).getTime() >= DAY_MS) return null;
  const next = days[days.indexOf(due) + 1] ?? due + 1;
  return { day: due, expiresAt: at(next) };
}

/** @param product Its name; null: not told yet. */
export function draftNotice(status: 'draft' | 'returned', product: string | null): NoticeBody {
  const { text, returned, resume } = REMINDERS.draft;
  return {
    text: fill(status === 'draft' ? text : returned, { product: product === null ? '' : ` (${product})` }),
    buttons: [{ label: resume, act: { type: 'resume-draft' } }, ...mute('reminder')],
    // Outside every window there is silence.
    template: null,
  };
}
