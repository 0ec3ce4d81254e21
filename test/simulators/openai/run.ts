import { parseArgs } from 'node:util';
import { MOODS, type Mood, modelOf } from './moods.ts';
import { startOpenAiSimulator } from './server.ts';

// npm run simulate:openai -- --port 3491 --mood helpful|obeying|hostile: an endpoint for OPENAI_BASE_URL, without a model.

const { values } = parseArgs({
  options: { port: { type: 'string', default: '3491' }, mood: { type: 'string', default: 'helpful' } },
});
if (!(MOODS as readonly string[]).includes(values.mood) || !/^\d+$/.test(values.port)) {
  console.error(`npm run simulate:openai -- --port 3491 --mood ${MOODS.join('|')}`);
  process.exit(2);
}
const API_KEY = 'sk-simulated';
const simulator = await startOpenAiSimulator({
  apiKey: API_KEY,
  port: Number(values.port),
  behaviour: modelOf(values.mood as Mood),
});
console.error(`OPENAI_BASE_URL=${simulator.baseUrl} OPENAI_API_KEY=${API_KEY} OPENAI_CHAT_MODEL=${values.mood}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void simulator.close());
