import { expect, test } from 'vitest';
import { hostAbroad } from '../../src/assistant/host-abroad.ts';
import { readConfig } from '../../src/config.ts';

const KEY = { OPENAI_API_KEY: 'k', OPENAI_CHAT_MODEL: 'm' };
const ELSEWHERE = { ...KEY, OPENAI_BASE_URL: 'https://mo-hinh.thu.example:8443/v1' };

test.each([
  ['off', {}, null],
  ['no model named', { OPENAI_API_KEY: 'k' }, null],
  ['OpenAI itself', KEY, 'api.openai.com'],
  ['another provider', ELSEWHERE, 'mo-hinh.thu.example'],
  ['in the country', { ...ELSEWHERE, OPENAI_DATA_LOCATION: 'vietnam' }, null],
  ['on the office’s own machine', { ...ELSEWHERE, OPENAI_DATA_LOCATION: 'local' }, null],
])('%s', (_what, env, host) => {
  expect(hostAbroad(readConfig(env).openai)).toBe(host);
});
