import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { openEphemeralDatabase } from '../../src/platform/database/database.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const opened: ChildProcessWithoutNullStreams[] = [];
const database = await openEphemeralDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'ocop-restart-'));
afterAll(async () => {
  for (const child of opened) child.kill('SIGKILL');
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The real program over its standard input, on a database that outlives it. */
function openChat() {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      'src/cli/chat.ts',
      '--json',
      '--now',
      '2026-11-23T02:00:00Z',
      '--person',
      'chi-hoa',
      '--database',
      database.url,
    ],
    { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir } },
  );
  opened.push(child);
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  return {
    say: (text: string) =>
      new Promise<{ asking: string; registration: { answers: Record<string, unknown> } }>((resolve) => {
        waiting.push((line) => resolve(JSON.parse(line)));
        child.stdin.write(`${JSON.stringify({ text })}\n`);
      }),
    /** Writes a message and kills the process without waiting for what becomes of it. */
    async sayAndKill(text: string) {
      child.stdin.write(`${JSON.stringify({ text })}\n`);
      await this.kill();
    },
    kill: () =>
      new Promise<void>((resolve) => {
        child.on('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

test('kill -9 in the middle of the form: the next question is the right one, nothing answered is lost', async () => {
  const first = openChat();
  await first.say('tôi muốn đăng ký sản phẩm');
  await first.say('đồng ý');
  await first.say('hộ sản xuất');
  expect((await first.say('Hộ kinh doanh Lê Thị Hoa')).asking).toBe('applicant.representative');
  await first.kill();

  const second = openChat();
  const answered = await second.say('Lê Thị Hoa');
  expect(answered.asking).toBe('applicant.position');
  expect(answered.registration.answers).toEqual({
    'applicant.kind': 'ho-san-xuat',
    'applicant.name': 'Hộ kinh doanh Lê Thị Hoa',
    'applicant.representative': 'Lê Thị Hoa',
  });
  // Killed at a moment that nobody chose: the answer counts or does not, the form stands where it says it stands.
  await second.sayAndKill('chủ hộ');

  const third = openChat();
  const { asking, registration } = await third.say('còn thiếu gì');
  const counted = registration.answers['applicant.position'] !== undefined;
  expect(asking).toBe(counted ? 'applicant.unit' : 'applicant.position');
  await third.kill();
});
