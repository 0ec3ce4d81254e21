import type { ChannelId } from '../channels/types.ts';
import type { Attachment, FileOutcome } from '../registration/attachments.ts';

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
