import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, test } from 'vitest';
import { openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { writeSecondVersion } from '../registration/second-version.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const opened: ChildProcessWithoutNullStreams[] = [];
const database = await openEphemeralDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'ocop-version-'));
const secondVersion = await writeSecondVersion();
afterAll(async () => {
  for (const child of opened) child.kill('SIGKILL');
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
  await rm(secondVersion, { recursive: true, force: true });
}, 240_000);

interface Line {
  readonly replies: readonly { readonly text: string }[];
  readonly asking: string;
  readonly registration: { readonly answers: Record<string, unknown> };
}

/** The real program, with the form of the repository or of a folder. */
function openChat(formDir?: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli/chat.ts', '--json', '--now', '2026-11-23T02:00:00Z', '--database', database.url],
    { cwd: ROOT, env: { ...process.env, DATA_DIR: dataDir, ...(formDir ? { FORM_DIR: formDir } : {}) } },
  );
  opened.push(child);
  const waiting: ((line: string) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));
  return {
    say: (text: string) =>
      new Promise<Line>((resolve) => {
        waiting.push((line) => resolve(JSON.parse(line)));
        child.stdin.write(`${JSON.stringify({ text })}\n`);
      }),
    close: () =>
      new Promise<void>((resolve) => {
        child.on('exit', () => resolve());
        child.stdin.end();
      }),
  };
}

test('a draft saved by the first form version opens in a second one', async () => {
  const first = openChat();
  for (const said of [
    'tôi muốn đăng ký sản phẩm',
    'đồng ý',
    'hộ sản xuất',
    'Hộ kinh doanh Lê Thị Hoa',
    'Lê Thị Hoa',
    'chủ hộ',
    'xã Thọ Lập',
    'thôn 2',
    '0987654321',
    'banhgai@gmail.com',
    'chưa có',
    'bánh gai',
    'đúng rồi',
  ])
    await first.say(said);
  const before = await first.say('doanh thu 350 triệu, bán trong huyện');
  expect(before.asking).toBe('confirm');
  const open = await first.say('đúng rồi');
  expect(open.asking).toBe('registration.kind');
  expect(open.registration.answers).toMatchObject({
    'applicant.email': 'banhgai@gmail.com',
    'idea.revenue': 350_000_000,
    'idea.markets': ['trong-huyen-cu'],
  });
  const kept = await entries();
  await first.close();

  const second = openChat(secondVersion);
  const upgraded = await second.say('lần đầu');
  expect(upgraded.replies[0]?.text).toContain('Mẫu phiếu vừa có bản mới');
  // The new required field stands before the one that was asked and just answered.
  expect(upgraded.asking).toBe('product.shelfLife');
  expect(upgraded.registration.answers).toMatchObject({
    'registration.kind': 'lan-dau',
    'applicant.mail': 'banhgai@gmail.com',
    'idea.revenue': 'duoi-1-ty',
    'idea.markets': ['trong-tinh'],
  });
  expect(upgraded.registration.answers).not.toHaveProperty('applicant.email');
  const on = await second.say('7 ngày');
  expect(on.replies[0]?.text).not.toContain('bản mới');
  expect(on.asking).toBe('registration.targetStars');
  await second.close();

  const log = await entries();
  expect(log.slice(0, kept.length)).toEqual(kept);
  expect(await database.client.registration.findMany({ select: { formVersion: true } })).toEqual([{ formVersion: 2 }]);
}, 240_000);

const entries = () => database.client.answerEntry.findMany({ orderBy: { seq: 'asc' } });
