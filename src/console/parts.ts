import type { OfficeHttp } from '../office/http/parts.ts';
import type { DocumentsInUse } from '../office/services/knowledge/documents.ts';
import type { Crypto } from '../platform/crypto.ts';

/** What the pages stand on: the office's services, and what only pages need. */
export interface ConsoleParts extends OfficeHttp {
  readonly crypto: Pick<Crypto, 'seal' | 'open' | 'token'>;
  readonly documents: DocumentsInUse;
}
