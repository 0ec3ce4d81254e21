import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openEphemeralDatabase } from '../../../src/platform/database/database.ts';

const PLAN = 'test/knowledge/import/documents/ke-hoach-2027.md';
const QUESTION = 'phường Đồi Chè có bao nhiêu gian hàng hội chợ năm 2027?';

let database: Database;
beforeAll(async () => {
  database = await openEphemeralDatabase();
});
afterAll(() => database.close());

/** Runs a command as npm does, with nobody at the terminal. */
function run(command: 'ask' | 'knowledge', args: readonly string[], databaseUrl = database.url) {
  const child = spawn(process.execPath, ['--import', 'tsx', `src/cli/${command}.ts`, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise<{ status: number | null; output: string; errors: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, output, errors })),
  );
}

it('shows what it found and stores nothing until somebody says yes', async () => {
  const shown = await run('knowledge', ['import', PLAN]);
  expect(shown).toMatchObject({
    status: 2,
    output: expect.stringMatching(/31\/KH-UBND[\s\S]*II\.1\.2[\s\S]*kh-31-2027/u),
  });
  expect(shown.errors).toContain('--yes');
  expect(await database.client.knowledgeVersion.count()).toBe(0);
});

it('with --yes it is stored, and `ask` answers from it in its own words', async () => {
  expect((await run('knowledge', ['import', PLAN, '--yes', '--short', 'Kế hoạch Mẫu Sơn 2027'])).status).toBe(0);
  const { output } = await run('ask', ['--json', '--today', '2027-03-01', QUESTION]);
  expect(JSON.parse(output)).toMatchObject({
    kind: 'answer',
    answer: expect.stringMatching(/^Theo Kế hoạch Mẫu Sơn 2027, mục II\.3: .*Phường Đồi Chè; Số gian hàng: 35/u),
    citations: [expect.objectContaining({ document: 'kh-31-2027', section: 'II.3' })],
  });
});

it('a file that cannot be read, an id that is none, a command that is none: said in Vietnamese, with a status', async () => {
  const scan = await run('knowledge', ['import', 'test/knowledge/import/ban-quet.pdf', '--yes']);
  expect(scan).toMatchObject({ status: 1, errors: expect.stringContaining('bản quét') });
  const id = await run('knowledge', ['import', PLAN, '--yes', '--id', 'Kế Hoạch']);
  expect(id).toMatchObject({ status: 2, errors: expect.stringContaining('Mã chỉ gồm') });
  expect(await run('knowledge', ['xoa', 'kh-31-2027'])).toMatchObject({ status: 2 });
});

it('without its database `ask` says so and answers from the documents that come with it', async () => {
  const nowhere = 'postgres://nobody@127.0.0.1:1/none';
  const { status, output, errors } = await run('ask', ['--json', 'Sản phẩm 4 sao cần bao nhiêu điểm?'], nowhere);
  expect(status).toBe(0);
  expect(JSON.parse(output).kind).toBe('answer');
  expect(errors).toContain('Không đọc được văn bản đã nhập');
});
