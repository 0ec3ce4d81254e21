import { dateInVietNam } from '../../src/language/calendar.ts';
import { openDataRequest } from '../../src/people/data-requests.ts';
import type { PrismaClient } from '../../src/platform/database/generated/client.ts';
import { type DataRight, dataDeadlines } from '../../src/registration/data-rights.ts';

/** What somebody asked of the office about their data, with the law's clock from `at`. Gives its id. */
export async function newDataRequestOf(
  client: PrismaClient,
  { personId, at, right = 'withdraw' }: { personId: string; at: Date; right?: DataRight },
): Promise<string> {
  const request = { right, channel: 'simulator', at, ...dataDeadlines(right, dateInVietNam(at)) };
  await client.$transaction((tx) => openDataRequest(tx, personId, request));
  const { id } = await client.dataRequest.findFirstOrThrow({ where: { personId, right, doneAt: null } });
  return id;
}
