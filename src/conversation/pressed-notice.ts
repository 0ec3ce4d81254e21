import type { NoticeAct } from '../notifications/types.ts';
import type { Heard } from './commands.ts';

/** A button under a notice, pressed. */
export interface PressedNotice {
  /** Number of the Delivery in the ledger. */
  readonly delivery: string;
  readonly label: string;
  readonly act: NoticeAct;
}

/** What pressing it says, in the grammar of everything that people say. */
export function heardFromNotice({ act, delivery }: PressedNotice): Heard {
  switch (act.type) {
    case 'rsvp':
      return { type: 'rsvp', coming: act.coming, about: { kinds: [], day: null, words: '', eventId: act.eventId } };
    case 'event-details':
      return { type: 'eventDetails', eventId: act.eventId };
    case 'understood':
      return { type: 'understood', delivery };
    case 'resume-draft':
      return { type: 'go', to: 'resume' };
    case 'mute':
      return { type: 'preference', topics: [act.topic], on: false };
    default:
      return act satisfies never;
  }
}
