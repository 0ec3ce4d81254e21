import type { RegistrationStatus } from '../../registration/types.ts';

/**
 * The registration that the next words are about: the one in hand while it takes answers; else one that the office gave
 * back, else a draft (should the state have been lost, nothing answered is lost with it), else the one in hand as it is.
 * @param newestFirst The person's registrations.
 */
export function inHand<R extends { readonly id: string; readonly status: RegistrationStatus }>(
  newestFirst: readonly R[],
  registrationId: string | null,
): R | null {
  const current = newestFirst.find(({ id }) => id === registrationId) ?? null;
  if (current?.status === 'draft' || current?.status === 'returned') return current;
  const withStatus = (status: RegistrationStatus) => newestFirst.find((one) => one.status === status);
  return withStatus('returned') ?? withStatus('draft') ?? current;
}
