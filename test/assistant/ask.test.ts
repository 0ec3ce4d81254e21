import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelOf } from '../simulators/openai/moods.ts';
import { type OpenAiSimulator, startOpenAiSimulator } from '../simulators/openai/server.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUESTION = 'Giấy chứng nhận OCOP có giá trị bao lâu?';

let simulator: OpenAiSimulator;
beforeAll(async () => {
  simulator = await startOpenAiSimulator({ apiKey: 'sk-test', behaviour: modelOf('hostile') });
});
afterAll(() => simulator.close());

function ask(environment: Readonly<Record<string, string>>): Promise<{ stdout: string; stderr: string }> {
  const args = ['--import', 'tsx', 'src/cli/ask.ts', QUESTION, '--json', '--today', '2026-11-23'];
  return promisify(execFile)(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment } });
}

describe('npm run ask with a model', () => {
  it('tells the call on standard error, and a lying model changes no word of the answer', async () => {
    const { ms: _, ...alone } = JSON.parse((await ask({})).stdout);
    const { stdout, stderr } = await ask({
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: simulator.baseUrl,
      OPENAI_CHAT_MODEL: 'noi-doi',
    });
    const { ms: __, ...worded } = JSON.parse(stdout);
    expect(worded).toEqual(alone);
    expect(stderr).toMatch(/^→ noi-doi \(foreign\), \d+ ký tự, đã che thông tin cá nhân: done$/mu);
    expect(simulator.calls).toHaveLength(1);
  });
});
