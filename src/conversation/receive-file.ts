import type { ChannelId, IncomingEvent } from '../channels/types.ts';
import type { Attachment, FileOutcome } from '../registration/attachments.ts';
import type { Snapshot } from './state.ts';

/** A file that belongs to an open form: where its bytes are, and what is there already. */
export interface WantedFile {
  readonly channel: ChannelId;
  readonly externalId: string;
  readonly ref: string;
  readonly name: string;
  readonly personId: string;
  readonly there: readonly Attachment[];
}

/** Where the bytes of files go. The rows belong to the turn's transaction. */
export interface FileKeeper {
  /** Fetches, checks and stores the bytes. */
  take(file: WantedFile): Promise<FileOutcome>;
  /** Bytes that no row names any more. */
  discard(ids: readonly string[]): Promise<void>;
}

/** Before consent, and without a form to put it into, a file is not even fetched. Null: the message carries none. */
export async function receiveFile(
  { channel, externalId, content }: IncomingEvent,
  { personId, snapshot }: { readonly personId: string; readonly snapshot: Snapshot },
  keeper: FileKeeper,
): Promise<FileOutcome | null> {
  if (content.kind !== 'photo' && content.kind !== 'file') return null;
  const { state, draft } = snapshot;
  const wanted = state.consent === 'given' && (draft?.status === 'draft' || draft?.status === 'returned');
  if (!draft || !wanted) return { kind: 'not-wanted' };
  const { ref, name } = content;
  return keeper.take({ channel, externalId, ref, name, personId, there: draft.attachments });
}
