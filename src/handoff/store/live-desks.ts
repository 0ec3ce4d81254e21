import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Desk, DeskOf } from '../desks.ts';
import { readHours } from '../hours.ts';

export interface LiveDesks {
  /** As the communes' own offices say, else as the operator's file does. */
  readonly deskOf: DeskOf;
  /** Reads again what the offices say. */
  refresh(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 30_000;

/** What an office changes is told to people within half a minute, in every process. */
export async function openLiveDesks(
  client: Pick<PrismaClient, 'officeDesk'>,
  configured: DeskOf,
  log: { error(fields: object, message: string): void },
): Promise<LiveDesks> {
  let desks = await readDesks(client);
  const refresh = async () => {
    desks = await readDesks(client);
  };
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => log.error({ err: error }, 'desks not read again'));
  }, EVERY_MS);
  timer.unref();
  return {
    deskOf: (unit) => (unit === null ? configured(null) : (desks.get(unit) ?? configured(unit))),
    refresh,
    stop: () => clearInterval(timer),
  };
}

async function readDesks(client: Pick<PrismaClient, 'officeDesk'>): Promise<ReadonlyMap<string, Desk>> {
  const rows = await client.officeDesk.findMany();
  return new Map(
    rows.map(({ unit, name, contact, hours }) => [
      unit,
      { name, contact, hours: hours === null ? null : readHours(hours) },
    ]),
  );
}
