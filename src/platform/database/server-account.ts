import { execFileSync, spawnSync } from 'node:child_process';
import { AppError } from '../errors.ts';

/**
 * The account that the embedded server runs as. PostgreSQL refuses root, so under root it runs as `postgres` (made
 * when missing); everybody else runs it themselves.
 */
export interface ServerAccount {
  /** Options for `spawn`; empty when the server runs as we do. */
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

const NAME = 'postgres';

function lookUp(): ServerAccount | null {
  const id = (flag: string) =>
    Number.parseInt(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: 'pipe' }), 10);
  try {
    return { ids: { uid: id('-u'), gid: id('-g') } };
  } catch {
    return null;
  }
}

export function serverAccount(): ServerAccount {
  if (process.getuid?.() !== 0) return { ids: {} };
  const existing = lookUp();
  if (existing) return existing;
  const made = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME],
    {
      encoding: 'utf8',
    },
  );
  const created = lookUp();
  if (created) return created;
  throw new AppError('database-account-missing', made.error?.message ?? made.stderr.trim());
}

/** Whether the account can enter a folder: asked of the system itself, which knows every parent, ACL and mount. */
export function canEnter(account: ServerAccount, folder: string): boolean {
  if (account.ids.uid === undefined) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account.ids, cwd: '/', stdio: 'ignore' });
  return tried.status === 0;
}
