import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with the smallest of our documents: an index of it is built in no time. It goes with the test. */
export function smallRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'ocop-knowledge-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  cpSync(join('knowledge', 'huong-dan'), join(root, 'huong-dan'), { recursive: true });
  return root;
}
