import type { ChannelId, IncomingContent, OfficerAct } from '../../src/channels/types.ts';
import type { FieldId } from '../../src/registration/types.ts';
import type { MemoryStore } from '../conversation/store/memory-store.ts';

/**
 * What the office does in a transcript, done in this store; gives what the conversation then hears of it, null for a line of
 * the person's.
 */
export function officeStep(
  line: string,
  store: MemoryStore,
  [channel, externalId]: readonly [ChannelId, string],
): IncomingContent | null {
  const [, act, words = ''] = /^\*officer (took|wrote|handed-back|closed|lapsed)(?:: (.+))?$/.exec(line) ?? [];
  if (act) {
    if (act === 'took') store.hold(channel, externalId);
    return { kind: 'officer', act: act as OfficerAct, words };
  }
  const [, dueOn, asked] = /^\*office (\S+) (.+)$/.exec(line) ?? [];
  return dueOn && asked ? giveBack(store, dueOn, asked) : null;
}

function giveBack(store: MemoryStore, dueOn: string, asked: string): IncomingContent {
  const fields = asked.split(' | ').map((one) => {
    const [field = '', reason = ''] = one.split(/: (.*)/);
    return { field: field as FieldId, reason };
  });
  const sent = store.events.findLast((event) => event.type === 'statusChanged' && event.to === 'submitted');
  if (sent?.type !== 'statusChanged') throw new Error('nothing was sent yet');
  const { registrationId } = sent;
  store.returnToProducer(registrationId, { fields, dueOn });
  return { kind: 'office', news: 'returned', registrationId };
}
