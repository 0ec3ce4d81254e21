import { chmod, mkdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../errors.ts';

/**
 * `/var/lib/ocop-assistant`: used by root only, for what the server's account must reach while the clone or DATA_DIR
 * lies in a folder closed to it (root's home): a copy of the database programs (`postgres-<version>`) and the data
 * (`data-<hash of DATA_DIR>`).
 */
export async function sharedFolder(): Promise<string> {
  const folder = '/var/lib/ocop-assistant';
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  return folder;
}

/**
 * `<temp>/ocop-assistant-<uid>`: throw-away clusters and the template that they are copied from. The temp folder is
 * everybody's, so a folder of that name that is not ours is refused instead of trusted.
 */
export async function temporaryFolder(): Promise<string> {
  const uid = process.getuid?.() ?? 0;
  // Root's TMPDIR may be closed to the server's account; /tmp is open on every Unix.
  const folder = path.join(uid === 0 && process.platform !== 'win32' ? '/tmp' : tmpdir(), `ocop-assistant-${uid}`);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const found = await stat(folder);
  if (process.getuid && found.uid !== uid) {
    throw new AppError('data-folder-taken', `${folder} belongs to uid ${found.uid}.`);
  }
  return folder;
}
