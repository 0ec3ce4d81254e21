import { fitMessage } from '../channels/fit-message.ts';
import type { ChannelLimits } from '../channels/types.ts';
import type { Decision, Reply } from './decide.ts';
import type { InboxItem, OutboxDraft } from './store/store.ts';

/** `{reference}` in a text becomes a number somewhat longer than itself when it is stored. */
const REFERENCE_ROOM = 40;

/**
 * The replies of a turn as messages that the channel takes, one row each: what was sent and what was not is known of every
 * one, and a process that dies between two of them repeats neither.
 */
export function draftReplies({ replies, snapshot }: Decision, item: InboxItem, limits: ChannelLimits): OutboxDraft[] {
  const registrationId = snapshot.draft?.id;
  const room = { ...limits, text: limits.text - REFERENCE_ROOM, caption: Math.max(0, limits.caption - REFERENCE_ROOM) };
  return replies
    .flatMap(({ file, ...reply }) => fitMessage({ ...reply, file: documentOf(file, registrationId) }, room))
    .map(({ text, buttons, file, requestContact }, index) => ({
      key: `${item.event.channel}:${item.seq}:${index}`,
      text,
      buttons,
      document: file,
      ...(requestContact ? { requestContact } : {}),
    }));
}

function documentOf(file: Reply['file'], registrationId: string | undefined): OutboxDraft['document'] {
  if (file === undefined) return null;
  if (typeof file !== 'string') return file;
  return registrationId ? { kind: file, registrationId } : null;
}
