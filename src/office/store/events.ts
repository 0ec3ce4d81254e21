import type { EventDetails } from '../../notifications/events/event.ts';
import { eventOf } from '../../notifications/store/events.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { inScope, type Officer } from '../roles.ts';

/** Events of the province are for everybody to see; those of a commune for its own officers. */
export function eventsOf({ scope }: Pick<Officer, 'scope'>): Prisma.EventWhereInput {
  return scope === 'province' ? {} : { OR: [{ unit: null }, { unit: { in: [...scope] } }] };
}

/** Who may change it and see who comes: the province its own and every commune's, a commune its own. */
export function runs({ scope }: Pick<Officer, 'scope'>, unit: string | null): boolean {
  return unit === null ? scope === 'province' : inScope(scope, unit);
}

/** @throws AppError `event-not-found`, the same for what lies out of scope. */
export async function findOwnEvent(
  tx: Prisma.TransactionClient,
  officer: Pick<Officer, 'scope'>,
  id: string,
): Promise<EventDetails> {
  const row = await tx.event.findUnique({ where: { id } });
  if (!row || !runs(officer, row.unit)) throw new AppError('event-not-found', `event ${id}`);
  return eventOf(row);
}
