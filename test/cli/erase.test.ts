import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAttachmentFiles } from '../../src/attachments/attachment-files.ts';
import { addAttachment } from '../../src/attachments/rows.ts';
import { openDataRequest } from '../../src/people/data-requests.ts';
import { openPerson } from '../../src/people/identities.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';

const SECRET_KEY = 'khóa thử nghiệm dài hơn ba mươi hai ký tự';
const FILE = '0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';
const at = new Date('2026-11-23T02:00:00Z');

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openEphemeralDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'ocop-erase-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

async function erase(...args: string[]): Promise<{ status: number; out: string }> {
  const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: database.url, SECRET_KEY };
  const command = ['--import', 'tsx', 'src/cli/erase.ts', ...args];
  return promisify(execFile)(process.execPath, command, { env }).then(
    ({ stdout }) => ({ status: 0, out: stdout.trim() }),
    (error: { code: number; stderr: string }) => ({ status: error.code, out: error.stderr }),
  );
}

test('lists what waits, erases a person with their files, and says that nobody is there any more', async () => {
  const { client } = database;
  const crypto = createCrypto(SECRET_KEY);
  const personId = await openPerson(client, 'zalo', 'chi-nhan', at.toISOString());
  const { id: registrationId } = await client.registration.create({
    data: { personId, form: 'phieu-dang-ky', formVersion: 1, createdAt: at, updatedAt: at },
  });
  const file = { id: FILE, name: 'a.pdf', kind: 'pdf', size: 3, sha256: 'x', paper: null } as const;
  await client.$transaction(async (tx) => {
    await addAttachment(tx, crypto, file, { personId, registrationId, at });
    const deadlines = { answerBy: '2026-11-25', dueOn: '2026-12-13' };
    await openDataRequest(tx, personId, { right: 'erase', channel: 'zalo', at, ...deadlines });
    await openDataRequest(tx, personId, { right: 'erase', channel: 'zalo', at, ...deadlines });
  });
  await createAttachmentFiles(path.join(folder, 'attachments'), crypto).write(FILE, Buffer.from('abc'));

  const listed = (await erase('--list')).out.split('\n').map((line) => JSON.parse(line));
  expect(listed).toMatchObject([{ right: 'erase', personId }]);
  const done = await erase('--person', personId);
  expect(JSON.parse(done.out)).toMatchObject({
    extent: 'everything',
    counts: { files: 1, registrations: 1, accounts: 1 },
  });
  expect([await client.person.count(), await readdir(path.join(folder, 'attachments'))]).toEqual([0, []]);
  expect(await client.dataRequest.findMany()).toMatchObject([{ personId: null, doneBy: 'command-line' }]);
  expect((await erase('--person', personId)).status).toBe(1);
});
