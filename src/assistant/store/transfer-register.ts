import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Transfer } from '../registered-model.ts';

/**
 * The register of transfers in the database. Never throws: the text has left already, and a person waits for the answer.
 * A line that could not be written is in the log, which holds as little of the text as the register does.
 */
export function createTransferRegister(
  client: Pick<PrismaClient, 'modelTransfer'>,
  log: { error(fields: object, message: string): void },
): (transfer: Transfer) => Promise<void> {
  return async (transfer) => {
    try {
      await client.modelTransfer.create({ data: { ...transfer, at: new Date(transfer.at) } });
    } catch (error) {
      log.error({ err: error, transfer }, 'transfer to a model not registered');
    }
  };
}
