import { AppError } from '../../platform/errors.ts';
import type { Officer } from '../roles.ts';
import { recordAudit } from '../store/audit.ts';
import { staffNames } from '../store/names.ts';
import { type Office, permit } from './office.ts';

/** Words that officers put into their replies. */
export interface CannedAnswer {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly version: number;
  /** Name of an officer; null: it came with the program. */
  readonly changedBy: string | null;
  /** ISO instant. */
  readonly changedAt: string;
}

/** Fits into a reply on every channel. */
export const LONGEST_CANNED = 1_900;
export const LONGEST_CANNED_TITLE = 80;

export async function listCannedAnswers(office: Office, officer: Officer): Promise<CannedAnswer[]> {
  permit(officer, 'conversation.read');
  const rows = await office.client.cannedAnswer.findMany({ orderBy: [{ title: 'asc' }, { id: 'asc' }] });
  const names = await staffNames(
    office.client,
    rows.map(({ changedBy }) => changedBy),
  );
  return rows.map(({ changedBy, changedAt, ...row }) => ({
    ...row,
    changedBy: names.get(changedBy) ?? null,
    changedAt: changedAt.toISOString(),
  }));
}

export async function addCannedAnswer(
  office: Office,
  officer: Officer,
  words: { readonly title: string; readonly text: string },
): Promise<void> {
  await change(office, officer, (tx, stamp) => tx.cannedAnswer.create({ data: { ...words, ...stamp } }));
}

/** @throws AppError `changed-meanwhile`. */
export async function changeCannedAnswer(
  office: Office,
  officer: Officer,
  {
    id,
    version,
    ...words
  }: { readonly id: string; readonly version: number; readonly title: string; readonly text: string },
): Promise<void> {
  await change(office, officer, async (tx, stamp) => {
    const data = { ...words, ...stamp, version: { increment: 1 } };
    const { count } = await tx.cannedAnswer.updateMany({ where: { id, version }, data });
    if (count !== 1) throw new AppError('changed-meanwhile', `canned answer ${id}`);
  });
}

/** @throws AppError `changed-meanwhile`. */
export async function removeCannedAnswer(
  office: Office,
  officer: Officer,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<void> {
  await change(office, officer, async (tx) => {
    const { count } = await tx.cannedAnswer.deleteMany({ where: { id, version } });
    if (count !== 1) throw new AppError('changed-meanwhile', `canned answer ${id}`);
  });
}

type Tx = Parameters<Parameters<Office['client']['$transaction']>[0]>[0];

function change(
  office: Office,
  officer: Officer,
  work: (tx: Tx, stamp: { readonly changedBy: string; readonly changedAt: Date }) => Promise<unknown>,
): Promise<void> {
  permit(officer, 'answer.change');
  const at = office.now();
  return office.client.$transaction(async (tx) => {
    await work(tx, { changedBy: officer.id, changedAt: at });
    await recordAudit(tx, { who: officer.id, what: 'answer.change', at });
  });
}
