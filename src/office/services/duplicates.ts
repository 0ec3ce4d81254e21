import type { Prisma } from '../../platform/database/generated/client.ts';
import { inScope, type Officer } from '../roles.ts';

export type DuplicateReason = 'phone' | 'tax-code' | 'product';

export interface Duplicates {
  /** Within the officer's units. */
  readonly here: readonly {
    readonly id: string;
    readonly reference: string | null;
    readonly unit: string;
    readonly same: readonly DuplicateReason[];
  }[];
  /** How many there are in other units; nothing else of them is told. */
  readonly elsewhere: number;
}

const AT_MOST = 20;

/** Living registrations with the same phone, tax code, or product name in the same unit. A warning, never a bar. */
export async function findDuplicates(
  tx: Prisma.TransactionClient,
  officer: Officer,
  file: Prisma.OfficeFileModel,
): Promise<Duplicates> {
  const { phone, taxCode, productKey, unit } = file;
  const alike: Prisma.OfficeFileWhereInput[] = [
    ...(phone ? [{ phone }] : []),
    ...(taxCode ? [{ taxCode }] : []),
    ...(productKey ? [{ productKey, unit }] : []),
  ];
  if (alike.length === 0) return { here: [], elsewhere: 0 };
  const rows = await tx.officeFile.findMany({
    where: {
      registrationId: { not: file.registrationId },
      registration: { status: { not: 'withdrawn' } },
      OR: alike,
    },
    orderBy: { registrationId: 'asc' },
    take: 200,
    include: { registration: { select: { reference: true } } },
  });
  const here = rows.filter((row) => inScope(officer.scope, row.unit));
  return {
    here: here.slice(0, AT_MOST).map((row) => ({
      id: row.registrationId,
      reference: row.registration.reference,
      unit: row.unit,
      same: [
        ...(phone && row.phone === phone ? (['phone'] as const) : []),
        ...(taxCode && row.taxCode === taxCode ? (['tax-code'] as const) : []),
        ...(productKey && row.productKey === productKey && row.unit === unit ? (['product'] as const) : []),
      ],
    })),
    elsewhere: rows.length - here.length,
  };
}
