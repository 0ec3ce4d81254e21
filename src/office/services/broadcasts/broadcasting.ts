import type { TemplatePurpose } from '../../../channels/zalo/templates/purposes.ts';
import type { KnownTemplate, OpenChannel } from '../../../notifications/campaigns/check-words.ts';
import type { DeliverySettings } from '../../../notifications/policy/types.ts';
import type { Limits } from '../../../notifications/store/limiter.ts';
import type { BodyOwner } from '../../../notifications/store/notice-body.ts';
import type { Prisma } from '../../../platform/database/generated/client.ts';

/** What broadcasts stand on, beside the office itself. */
export interface Broadcasting {
  /** The same by which every notice is decided. */
  readonly settings: DeliverySettings;
  readonly limits: Limits;
  /** Every channel that a notice may go by, whether it is open in this process or not. */
  readonly channels: readonly OpenChannel[];
  readonly template: (purpose: TemplatePurpose) => Promise<KnownTemplate | null>;
  /** For more than so many a second officer approves it. */
  readonly approvalAbove: number;
  /** The text of words that are one recipient's own, which lie sealed. */
  readonly openText: (sealed: Uint8Array, owner: BodyOwner) => string;
  /** There may be something to send. */
  readonly ring: (campaignId: string) => void;
  /**
   * Puts messages (buttons by their labels) into the person's own conversations; gives those to wake, and how many accounts
   * take none because Zalo's window is closed.
   */
  readonly tryOut: (
    tx: Prisma.TransactionClient,
    trial: {
      readonly personId: string;
      readonly messages: readonly { readonly text: string; readonly buttons: readonly string[] }[];
      readonly at: Date;
    },
  ) => Promise<{ readonly conversations: readonly string[]; readonly closed: number }>;
}
