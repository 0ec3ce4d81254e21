import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Assistant, openAssistant } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type Database, openEphemeralDatabase } from '../../src/platform/database/database.ts';
import { silentLog } from '../../src/platform/log.ts';
import { modelOf } from '../simulators/openai/moods.ts';
import { type OpenAiSimulator, startOpenAiSimulator } from '../simulators/openai/server.ts';

const QUESTION = 'Giấy chứng nhận OCOP có giá trị bao lâu? Gọi lại cho Lê Thị Hoa 0987654321';
const CONTEXT = { today: '2026-11-23' };
const API_KEY = 'sk-test';

let database: Database;
let simulator: OpenAiSimulator;
const opened: Assistant[] = [];
beforeAll(async () => {
  database = await openEphemeralDatabase();
  simulator = await startOpenAiSimulator({ apiKey: API_KEY, behaviour: modelOf('helpful') });
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(async () => {
  await simulator.close();
  await database.close();
});

async function open(environment: Record<string, string>): Promise<Assistant> {
  const config: Config = readConfig({ OPENAI_BASE_URL: simulator.baseUrl, ...environment });
  const assistant = await openAssistant(config, database, { clock: systemClock, log: silentLog });
  opened.push(assistant);
  return assistant;
}

describe('the assistant of an installation', () => {
  it('without a key sends nothing, whatever else is set', async () => {
    const before = simulator.calls.length + simulator.embedded.length;
    const { knowledge, prepare } = await open({ OPENAI_CHAT_MODEL: 'm', OPENAI_EMBEDDING_MODEL: 'v' });
    await prepare();
    expect((await knowledge.answer(QUESTION, CONTEXT)).kind).toBe('answer');
    expect(simulator.calls.length + simulator.embedded.length).toBe(before);
  });

  it('with a key sends what is masked, and the register tells when, where to and how much, not what', async () => {
    const { knowledge } = await open({ OPENAI_API_KEY: API_KEY, OPENAI_CHAT_MODEL: 'm' });
    expect((await knowledge.answer(QUESTION, CONTEXT)).kind).toBe('answer');
    const { user } = simulator.calls.at(-1) ?? { user: '' };
    expect(user).toContain('[TEN_1]');
    expect(user).not.toMatch(/Lê Thị Hoa|0987654321/u);
    const rows = await database.client.modelTransfer.findMany();
    expect(rows).toMatchObject([
      { purpose: 'compose', model: 'm', location: 'foreign', masked: true, outcome: 'done', at: expect.any(Date) },
    ]);
    expect(rows[0]?.characters).toBeGreaterThan(40);
    expect(JSON.stringify(rows)).not.toMatch(/Hoa|0987/u);
  });

  it('an endpoint of the office itself may see the words, and that stands in the register', async () => {
    const { knowledge } = await open({
      OPENAI_API_KEY: API_KEY,
      OPENAI_CHAT_MODEL: 'm',
      OPENAI_DATA_LOCATION: 'local',
      OPENAI_MASKING: 'off',
    });
    await knowledge.answer(QUESTION, CONTEXT);
    expect(simulator.calls.at(-1)?.user).toContain('Lê Thị Hoa');
    const last = await database.client.modelTransfer.findFirst({ orderBy: { id: 'desc' } });
    expect(last).toMatchObject({ location: 'local', masked: false });
  });

  it('with an embedding model alone it finds by meaning and words nothing', async () => {
    const calls = simulator.calls.length;
    const { knowledge, prepare } = await open({ OPENAI_API_KEY: API_KEY, OPENAI_EMBEDDING_MODEL: 'v' });
    await prepare();
    const answer = await knowledge.answer('Bảng vàng ngời sáng xài bền cỡ nào?', CONTEXT);
    expect(answer.text).toContain('36 tháng');
    expect(simulator.calls.length).toBe(calls);
    const purposes = await database.client.modelTransfer.groupBy({ by: ['purpose'], where: { model: 'v' } });
    expect(purposes.map(({ purpose }) => purpose).sort()).toEqual(['index', 'query']);
  });
});
