import { PRIORITIES } from '../types.ts';
import type { Notice } from './types.ts';

/**
 * Told because of something that the person did: news of their own file, or that an event changed which they said they
 * would come to. It waits for no cap, and where it can't be sent in time the office calls.
 */
export function isPersonal({ topic, priority }: Pick<Notice, 'topic' | 'priority'>): boolean {
  return topic === 'own-file' || priority <= PRIORITIES.change;
}
