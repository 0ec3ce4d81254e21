import type { Officer } from '../roles.ts';
import type { MadeFile } from './documents.ts';

/** A file that a producer sent, as an officer sees it listed. */
export interface ListedAttachment {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Bytes. */
  readonly size: number;
}

/** The way to files that producers sent. The reader checks scope and keeps the audit line of each read itself. */
export interface AttachmentDoor {
  list(registrationId: string): Promise<readonly ListedAttachment[]>;
  /** Null when there is none within the officer's scope. */
  read(officer: Officer, id: string): Promise<MadeFile | null>;
}
