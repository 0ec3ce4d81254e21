import type { Prisma } from '../../platform/database/generated/client.ts';
import { AppError } from '../../platform/errors.ts';
import { CLOCK_RUNS } from '../deadlines.ts';
import type { Officer } from '../roles.ts';
import { permit } from '../services/office.ts';
import { recordAudit } from '../store/audit.ts';
import { officerOf } from '../store/officer-of.ts';
import type { Accounts } from './types.ts';
import { withdrawExports } from './withdraw-exports.ts';

export interface HandOver {
  readonly fromId: string;
  readonly toId: string;
  /**
   * - `lend`: for an absence. Both see the units until they are taken back in the same way.
   * - `move`: units are redrawn, or somebody leaves. The first loses them.
   */
  readonly how: 'lend' | 'move';
  /** Unit codes; empty where the first sees the whole province. */
  readonly units: readonly string[];
}

export interface HandedOver {
  readonly registrations: number;
  readonly conversations: number;
}

/** Open work of one officer and the units that it lies in go to another, in one transaction. @throws AppError `staff-unknown`, `hand-over-impossible`. */
export async function handOver({ client, now }: Accounts, officer: Officer, given: HandOver): Promise<HandedOver> {
  permit(officer, 'staff.change');
  const { fromId, toId, how, units } = given;
  if (fromId === toId) throw new AppError('hand-over-impossible', 'to oneself');
  const at = now();
  return client.$transaction(async (tx) => {
    const from = await demand(tx, fromId, { disabledToo: true });
    const to = await demand(tx, toId, { disabledToo: false });
    if (units.some((unit) => !from.units.includes(unit))) throw new AppError('hand-over-impossible', 'unit of another');
    if (to.role === 'viewer') throw new AppError('hand-over-impossible', 'a viewer works on nothing');
    await moveUnits(tx, { from, to, units, how });
    if (how === 'move') await withdrawExports(tx, fromId, at);
    const receiver = officerOf(await tx.staffUser.findUniqueOrThrow({ where: { id: toId } }));
    const within = receiver.scope === 'province' ? {} : { unit: { in: [...receiver.scope] } };
    const handed = from.wholeProvince ? {} : { unit: { in: [...units] } };
    const registrations = await tx.officeFile.updateMany({
      where: {
        assigneeId: fromId,
        AND: [within, handed],
        registration: { status: { in: [...CLOCK_RUNS, 'forwarded'] } },
      },
      data: { assigneeId: toId },
    });
    const conversations = await tx.handoffRequest.updateMany({
      where: { claimedBy: fromId, status: 'open', AND: [within, handed] },
      data: { claimedBy: toId },
    });
    await recordAudit(tx, [
      { who: officer.id, what: `staff.${how}`, staffId: fromId, at },
      { who: officer.id, what: 'staff.take-over', staffId: toId, at },
    ]);
    return { registrations: registrations.count, conversations: conversations.count };
  });
}

async function moveUnits(
  tx: Prisma.TransactionClient,
  {
    from,
    to,
    units,
    how,
  }: { from: Prisma.StaffUserModel; to: Prisma.StaffUserModel } & Pick<HandOver, 'units' | 'how'>,
): Promise<void> {
  if (!to.wholeProvince) {
    const all = [...new Set([...to.units, ...units])];
    await tx.staffUser.update({ where: { id: to.id }, data: { units: all, version: { increment: 1 } } });
  }
  if (how === 'move' && !from.wholeProvince) {
    const left = from.units.filter((unit) => !units.includes(unit));
    await tx.staffUser.update({ where: { id: from.id }, data: { units: left, version: { increment: 1 } } });
  }
}

async function demand(
  tx: Prisma.TransactionClient,
  id: string,
  { disabledToo }: { readonly disabledToo: boolean },
): Promise<Prisma.StaffUserModel> {
  const row = await tx.staffUser.findFirst({ where: disabledToo ? { id } : { id, disabledAt: null } });
  if (!row) throw new AppError('staff-unknown', id);
  return row;
}
