import { z } from 'zod';
import type { Crypto } from '../../../platform/crypto.ts';
import type { PrismaClient } from '../../../platform/database/generated/client.ts';
import { releaseLease, takeLease } from '../../../platform/database/lease.ts';
import type { TokenPair } from '../client/oauth.ts';
import type { ApiVersion } from '../client/openapi.ts';
import type { TokenStore } from '../tokens.ts';

const Pair = z.object({ accessToken: z.string(), refreshToken: z.string() });

export interface AccountStore extends TokenStore {
  /** The path that takes this account's messages. */
  sendVersion(): Promise<ApiVersion>;
  pinSendVersion(version: ApiVersion): Promise<void>;
}

/** The account in PostgreSQL, its pair sealed. */
export function createAccountStore(client: PrismaClient, crypto: Crypto, oaId: string): AccountStore {
  const context = `zalo account ${oaId}`;
  const lease = `zalo-token ${oaId}`;

  return {
    async read() {
      const row = await client.zaloAccount.findUnique({ where: { oaId } });
      return {
        version: row?.version ?? 0,
        pair: row?.pair ? Pair.parse(JSON.parse(crypto.open(row.pair, context))) : null,
        issuedAt: row?.issuedAt ?? null,
        expiresAt: row?.expiresAt ?? null,
        refreshingSince: row?.refreshingSince ?? null,
        brokenReason: row?.brokenReason ?? null,
        brokenSince: row?.brokenSince ?? null,
      };
    },

    async beginRefresh(version, now) {
      await ensureRow();
      const { count } = await client.zaloAccount.updateMany({
        where: { oaId, version },
        data: { refreshingSince: now },
      });
      return count === 1;
    },

    async endRefresh(version) {
      await client.zaloAccount.updateMany({ where: { oaId, version }, data: { refreshingSince: null } });
    },

    async savePair(version, { accessToken, refreshToken, expiresIn }: TokenPair, now) {
      await ensureRow();
      const pair = crypto.seal(JSON.stringify({ accessToken, refreshToken }), context);
      const expiresAt = new Date(now.getTime() + expiresIn * 1000);
      // One statement: the pair before moves aside in the same breath.
      const count = await client.$executeRaw`
        UPDATE zalo_account SET previous_pair = pair, pair = ${pair}, version = version + 1, issued_at = ${now},
          expires_at = ${expiresAt}, refreshing_since = NULL, broken_since = NULL, broken_reason = NULL
        WHERE oa_id = ${oaId} AND version = ${version}`;
      return count === 1;
    },

    async markBroken(version, reason, now) {
      await client.zaloAccount.updateMany({
        where: { oaId, version },
        data: { brokenSince: now, brokenReason: reason, refreshingSince: null },
      });
    },

    takeLease: (holder, now, until) => takeLease(client, lease, holder, now, until),
    releaseLease: (holder) => releaseLease(client, lease, holder),

    async sendVersion() {
      const row = await client.zaloAccount.findUnique({ where: { oaId }, select: { sendVersion: true } });
      return row?.sendVersion === 'v2.0' ? 'v2.0' : 'v3.0';
    },

    async pinSendVersion(sendVersion) {
      await client.zaloAccount.updateMany({ where: { oaId }, data: { sendVersion } });
    },
  };

  async function ensureRow(): Promise<void> {
    await client.zaloAccount.createMany({ data: [{ oaId }], skipDuplicates: true });
  }
}
