import type { AttachmentFiles } from './attachments/attachment-files.ts';
import { listAttachments, readAttachment } from './attachments/read-attachment.ts';
import type { Channel } from './channels/types.ts';
import { createTemplateLedger } from './channels/zalo/store/template-ledger.ts';
import type { Config } from './config.ts';
import { createOfficeNews } from './conversation/store/office-news.ts';
import { createOfficerDesk } from './conversation/store/officer-desk.ts';
import { createTryOut } from './conversation/store/try-out.ts';
import { limitsOf, type SendingRates } from './notifications/dispatch/limits.ts';
import { DEFAULT_SETTINGS } from './notifications/policy/settings.ts';
import type { DeliverySettings } from './notifications/policy/types.ts';
import { newLinkToken } from './notifications/store/link-token.ts';
import { bodySealer, openBody } from './notifications/store/notice-body.ts';
import { hasStaff, seedAdministrator } from './office/accounts/first-administrator.ts';
import type { AccountRules } from './office/accounts/types.ts';
import type { OfficeHttp } from './office/http/parts.ts';
import { ROLES, type Role } from './office/roles.ts';
import type { ChatLinks } from './office/services/office.ts';
import type { Clock } from './platform/clock.ts';
import type { Crypto } from './platform/crypto.ts';
import type { Database } from './platform/database/database.ts';
import type { Queue } from './platform/queue/queue.ts';

export interface OfficeParts {
  readonly database: Pick<Database, 'client'>;
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly files: AttachmentFiles;
  /** Wakes the conversation of a producer who is told something. */
  readonly queue: Pick<Queue, 'enqueueDrain'>;
  readonly publicUrl: string | null;
  readonly channels: readonly Pick<Channel, 'id' | 'limits'>[];
  readonly links?: ChatLinks;
  /** Of notices; left out: as the product comes. */
  readonly notices?: Partial<NoticeParts>;
  /** Of the accounts; left out: nothing more than the product asks. */
  readonly accountRules?: AccountRules;
}

export interface NoticeParts {
  readonly settings: DeliverySettings;
  readonly rates: SendingRates;
  /** A broadcast for more than so many needs a second officer. */
  readonly approvalAbove: number;
  /** There may be something to send. */
  readonly ring: (campaignId: string) => void;
}

const NOTICES: NoticeParts = {
  settings: DEFAULT_SETTINGS,
  rates: { zaloPerMinute: 100, telegramPerSecond: 25 },
  approvalAbove: 50,
  ring() {},
};

const SECOND_FACTOR: Readonly<Record<Config['secondFactorFor'], readonly Role[]>> = {
  none: [],
  administrators: ['administrator'],
  province: ['administrator', 'provincial-coordinator'],
  everyone: ROLES,
};

export function accountRulesOf({ office, secondFactorFor }: Pick<Config, 'office' | 'secondFactorFor'>): AccountRules {
  return { officeName: office?.name ?? null, secondFactorFor: new Set(SECOND_FACTOR[secondFactorFor]) };
}

const NO_MORE_RULES: AccountRules = { officeName: null, secondFactorFor: new Set() };

/** Of a channel that is closed now: the shortest of all. */
const SHORTEST_TEXT = 2_000;

/** Puts the office's ports and adapters together. Opens and closes nothing. */
export function openOffice(parts: OfficeParts): OfficeHttp {
  const { database, crypto, clock, files, queue, publicUrl, channels } = parts;
  const { links = { telegramBot: null, zaloOa: null } } = parts;
  const { settings, rates, approvalAbove, ring } = { ...NOTICES, ...parts.notices };
  const { client } = database;
  const now = () => clock.now();
  return {
    office: {
      client,
      now,
      tellProducer: createOfficeNews(crypto),
      desk: createOfficerDesk(crypto),
      textLimit: (channel) => channels.find(({ id }) => id === channel)?.limits.text ?? SHORTEST_TEXT,
      wake: (conversation) => queue.enqueueDrain(conversation),
      links,
      sealNotice: bodySealer(crypto),
      newLinkToken,
      broadcasting: {
        settings,
        limits: limitsOf(rates),
        channels,
        template: createTemplateLedger(client, now).find,
        approvalAbove,
        openText: (sealed, owner) => openBody(crypto, sealed, owner).text,
        ring,
        tryOut: createTryOut(crypto),
      },
    },
    accounts: { client, now, crypto, rules: parts.accountRules ?? NO_MORE_RULES },
    origin: { publicUrl },
    setupToken: crypto.token('first administrator'),
    attachments: {
      list: (registrationId) => listAttachments({ client, crypto }, registrationId),
      read: (officer, id) => readAttachment({ client, crypto, files }, { kind: 'officer', officer, now: now() }, id),
    },
  };
}

/**
 * The first administrator: from the configuration, or by a token to be shown once. Null when there are accounts already.
 * @throws AppError `password-weak`.
 */
export async function prepareStaff({ accounts, setupToken }: OfficeHttp, { admin }: Config): Promise<string | null> {
  if (admin) await seedAdministrator(accounts, { ...admin, name: 'Quản trị viên' });
  return (await hasStaff(accounts)) ? null : setupToken;
}
