import type { OfficeHttp } from '../office/http/parts.ts';
import type { ExportDesk } from '../office/services/exports/exports.ts';
import type { DocumentsInUse } from '../office/services/knowledge/documents.ts';
import type { DocumentsWith } from '../office/services/knowledge/try-question.ts';
import type { Installation } from '../office/services/settings/installation.ts';
import type { Crypto } from '../platform/crypto.ts';
import type { SendMail } from '../platform/mail.ts';

/** What the pages stand on: the office's services, and what only pages need. */
export interface ConsoleParts extends OfficeHttp {
  readonly crypto: Pick<Crypto, 'seal' | 'open' | 'sourceKey' | 'token'>;
  readonly documents: DocumentsInUse;
  readonly documentsWith: DocumentsWith;
  readonly exports: ExportDesk;
  readonly installation: Installation;
  /** For one-time links; null: they are shown to copy. */
  readonly mail: SendMail | null;
}
