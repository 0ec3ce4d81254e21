import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { replay } from '../../src/cli/chat/replay.ts';
import { createStandIns } from '../../src/cli/chat/stand-ins.ts';
import { exportConversation, readStored } from '../../src/cli/chat/stored-conversation.ts';
import { read, write } from '../../src/cli/chat/transcript.ts';
import { createPrismaStore } from '../../src/conversation/store/prisma-store.ts';
import { createCrypto } from '../../src/platform/crypto.ts';
import { openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { createTalk } from '../conversation/talk.ts';
import { play } from '../conversations/transcript.ts';

const database = await openEphemeralDatabase();
afterAll(() => database.close());

const SAID = [
  'đồng ý',
  'hộ sản xuất',
  'Hộ kinh doanh Đỗ Thị Thơm',
  'Đỗ Thị Thơm',
  'Chủ hộ',
  'xã Thọ Lập',
  'thôn Phúc Bồi 2',
  'sđt 0987 123 654',
];

test('a stored conversation becomes a transcript that plays alike and tells of nobody', async () => {
  const crypto = createCrypto(randomBytes(32));
  const talk = createTalk({ on: createPrismaStore(database.client, crypto) });
  await talk.say('tôi muốn đăng ký sản phẩm');
  for (const said of SAID) await talk.say(said);
  talk.wait(3 * 24 * 3_600_000);
  await talk.say('tiếp tục');

  const exported = await exportConversation(database.client, crypto, { channel: 'simulator', externalId: 'chi-hoa' });
  const file = (exported ?? []).map((line) => JSON.stringify(line)).join('\n');
  expect(file).not.toMatch(/Thơm|0987|Phúc Bồi/u);

  const again = createTalk();
  const steps = await replay(readStored(file), () => ({
    async take(line) {
      if (line.kind === 'advance') again.wait(line.milliseconds);
      const turn = line.kind === 'content' ? await again.send(line.content) : again.last;
      return {
        ...turn,
        replies: turn.replies.map(({ text, buttons, file: document }) => ({
          text,
          buttons,
          ...(document ? { file: document.name } : {}),
        })),
      };
    },
  }));
  const transcript = write(steps);
  expect(steps.map((step) => step.said)).toEqual([
    'tôi muốn đăng ký sản phẩm',
    'đồng ý',
    'hộ sản xuất',
    expect.stringMatching(/^Hộ kinh doanh \p{Lu}/u),
    expect.not.stringContaining('Thơm'),
    'Chủ hộ',
    'xã Thọ Lập',
    expect.stringMatching(/^thôn \d$/u),
    expect.stringMatching(/^sđt 09000000\d\d$/u),
    expect.stringMatching(/^@PT\d+M$/u),
    'tiếp tục',
  ]);
  expect(steps.at(-1)?.answer.at(-1)).toBe('? applicant.email (draft)');
  expect(write(await play(read(transcript)))).toBe(transcript);
});

test('the same words get the same stand-in, in small letters too', () => {
  const standIn = createStandIns();
  const name = standIn('tôi là Đỗ Thị Thơm');
  expect(name).not.toContain('Thơm');
  expect(standIn('tôi là Đỗ Thị Thơm')).toBe(name);
  expect(standIn('nước mắm Ba Làng, 20.000 cái, 350 triệu, 60% trong xã')).toBe(
    'nước mắm Ba Làng, 20.000 cái, 350 triệu, 60% trong xã',
  );
});
