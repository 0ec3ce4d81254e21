import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import { isOutage } from '../../platform/database/is-outage.ts';
import { inBatches } from '../../platform/in-batches.ts';
import { inboxContext } from './sealed.ts';
import type { Store } from './store.ts';

interface Row {
  readonly channel: string;
  readonly key: string;
  readonly conversation: string;
  readonly externalId: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly receivedAt: Date;
}

/** Writes down what comes: messages that arrive together in one statement, in their order. Of two with one key the first counts. */
export function createInbox(client: PrismaClient, crypto: Crypto): Store['receive'] {
  const write = inBatches(async (rows: readonly Row[]) => {
    const column = <K extends keyof Row>(name: K): Row[K][] => rows.map((row) => row[name]);
    const written = await client.$queryRaw<Pick<Row, 'channel' | 'key'>[]>`
      INSERT INTO inbox_event (channel, key, conversation, external_id, body, received_at)
      SELECT channel, key, conversation, external_id, body, received_at
      FROM unnest(${column('channel')}::text[], ${column('key')}::text[], ${column('conversation')}::text[],
        ${column('externalId')}::text[], ${column('body')}::bytea[], ${column('receivedAt')}::timestamptz[])
        WITH ORDINALITY AS event (channel, key, conversation, external_id, body, received_at, place)
      ORDER BY place
      ON CONFLICT DO NOTHING RETURNING channel, key`;
    const fresh = new Set(written.map(nameOf));
    return rows.map((row) => (fresh.delete(nameOf(row)) ? ('accepted' as const) : ('duplicate' as const)));
  }, isOutage);

  return async (event, conversation, now) => {
    const { channel, key, externalId } = event;
    const body = crypto.seal(JSON.stringify(event), inboxContext(channel, key));
    return write({ channel, key, conversation, externalId, body, receivedAt: new Date(now) });
  };
}

const nameOf = ({ channel, key }: Pick<Row, 'channel' | 'key'>): string => `${channel} ${key}`;
