import type { SealedAccounts } from '../accounts/types.ts';
import type { AttachmentDoor } from '../services/attachments.ts';
import type { Office } from '../services/office.ts';
import type { Origin } from './guard.ts';

export interface OfficeHttp {
  readonly office: Office;
  readonly accounts: SealedAccounts;
  readonly origin: Origin;
  /** What the one-time link of the first start carries. */
  readonly setupToken: string;
  readonly attachments: AttachmentDoor;
}
