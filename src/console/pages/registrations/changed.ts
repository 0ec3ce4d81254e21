import type { Changed } from '../../../office/services/change-registration.ts';
import type { NoticeCode } from '../../notices.ts';
import { go, type Outcome } from '../../page.ts';
import { recordAddress } from './address.ts';

/** Back to the record; `untold` says that no channel reached the producer, so that somebody calls them. */
export function changed(id: string, { told }: Changed, done: NoticeCode, untold: NoticeCode = done): Outcome {
  return go(recordAddress(id), told === false ? untold : done);
}
