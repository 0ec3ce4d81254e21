import type { OfficeNews } from '../../channels/types.ts';
import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import type { Action } from '../permissions.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { newestEntry } from '../store/office-file.ts';
import { type FiledRegistration, findInScope } from '../store/scope.ts';
import { type Move, transition } from '../transitions.ts';
import { type Office, permit } from './office.ts';

/** Which registration is meant, and the version of its file that the officer has seen. */
export interface Target {
  readonly id: string;
  readonly version: number;
}

export interface Change {
  readonly tx: Prisma.TransactionClient;
  readonly registration: FiledRegistration;
  readonly at: Date;
}

/** The notice lies in the ledger already. `reachable`: by any account; whom no notice reaches is on the call list. */
export interface ToldByLedger {
  readonly reachable: boolean;
}

export interface Changed {
  /** The file's new version, for the next change. */
  readonly version: number;
  /** Null: nothing to tell. False: no channel reaches the producer, so somebody must call them. */
  readonly told: boolean | null;
}

/**
 * The one way in which the office changes a registration: role, scope, version, the change, its line in the audit log and
 * what the producer hears, in one transaction. The version is claimed first, so that of two officers one waits and then
 * meets `changed-meanwhile`.
 */
export async function changeRegistration(
  office: Office,
  officer: Officer,
  action: Action,
  target: Target,
  work: Work,
): Promise<Changed> {
  permit(officer, action);
  const { done, conversation, version } = await office.client.$transaction((tx) =>
    changeWithin(tx, office, officer, action, target, work),
  );
  if (conversation) await office.wake(conversation);
  return { version, told: wasTold(done, conversation) };
}

export type Work = (change: Change) => Promise<OfficeNews | ToldByLedger | null>;

/** The same for one of many in a transaction of the caller's, who has asked for the role and wakes the conversation. */
export async function changeWithin(
  tx: Prisma.TransactionClient,
  office: Office,
  officer: Officer,
  action: Action,
  { id, version }: Target,
  work: Work,
) {
  const at = office.now();
  await findInScope(tx, officer, id);
  // The registration first, then its file: the order in which a producer's sending takes them.
  await tx.$queryRaw`SELECT 1 FROM registration WHERE id = ${id}::uuid FOR UPDATE`;
  await claim(tx, id, version);
  const registration = await findInScope(tx, officer, id);
  const done = await work({ tx, registration, at });
  const news = typeof done === 'string' ? done : null;
  await recordAudit(tx, { who: officer.id, what: action, registrationId: id, at });
  const conversation =
    news && (await office.tellProducer(tx, { personId: registration.personId, registrationId: id, news, at }));
  const file = await tx.officeFile.findUniqueOrThrow({ where: { registrationId: id }, select: { version: true } });
  return { done, conversation, version: file.version };
}

function wasTold(done: OfficeNews | ToldByLedger | null, conversation: string | null): boolean | null {
  if (done === null) return null;
  return typeof done === 'string' ? conversation !== null : done.reachable;
}

async function claim(tx: Prisma.TransactionClient, registrationId: string, version: number): Promise<void> {
  const { count } = await tx.officeFile.updateMany({
    where: { registrationId, version },
    data: { version: { increment: 1 } },
  });
  if (count !== 1) throw new AppError('changed-meanwhile', `registration ${registrationId}, version ${version}`);
}

/** @throws AppError `wrong-status`. */
export async function move(
  { tx, registration, at }: Change,
  what: Move,
  { who, why }: { readonly who: string; readonly why: string },
): Promise<void> {
  const { id, status: from } = registration;
  const next = transition(from, what);
  if (next.kind === 'refused') throw new AppError('wrong-status', `${what} from ${from}`);
  const { to } = next;
  await tx.registration.update({ where: { id }, data: { status: to, updatedAt: at } });
  const logSeq = await newestEntry(tx, id);
  await tx.statusChange.create({ data: { registrationId: id, from, to, who, why, at, logSeq } });
}

/** @throws AppError `wrong-status`. */
export function demandStatus({ registration }: Change, ...statuses: readonly RegistrationStatus[]): void {
  if (!statuses.includes(registration.status)) throw new AppError('wrong-status', registration.status);
}
