import { z } from 'zod';

export const ROLES = ['administrator', 'provincial-coordinator', 'commune-officer', 'viewer'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** Where somebody may look: everywhere, or in the units of these codes. */
export type Scope = 'province' | readonly string[];

/** Somebody of an office who is signed in. */
export interface Officer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
}

export function inScope(scope: Scope, unit: string): boolean {
  return scope === 'province' || scope.includes(unit);
}
