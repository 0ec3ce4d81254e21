import type { Crypto } from '../../platform/crypto.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { Officer, Role } from '../roles.ts';

/** What signing in and the accounts stand on. */
export interface Accounts {
  readonly client: PrismaClient;
  readonly now: () => Date;
  readonly rules: AccountRules;
  /** Of the request at hand; left out where none is. */
  readonly caller?: Caller;
}

export interface SealedAccounts extends Accounts {
  readonly crypto: Pick<Crypto, 'seal' | 'open' | 'sourceKey'>;
}

/** As the installation is configured. */
export interface AccountRules {
  /** A password is not made of it; null: not known. */
  readonly officeName: string | null;
  /** Roles that do nothing without a second factor. */
  readonly secondFactorFor: ReadonlySet<Role>;
}

/** Where a request comes from, as far as it is kept. */
export interface Caller {
  /** Keyed hash of the network address. */
  readonly source: string;
  /** Browser and system in words; empty: unknown. */
  readonly device: string;
}

/** For the audit log. */
export const fromCaller = ({ caller }: Pick<Accounts, 'caller'>) => (caller ? { source: caller.source } : {});

export interface SignedIn {
  readonly token: string;
  readonly officer: Officer;
  readonly mustChangePassword: boolean;
  /** The one-time code is still to come; until then nothing else is open. */
  readonly codeDue: boolean;
}
