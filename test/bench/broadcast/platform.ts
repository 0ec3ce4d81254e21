import { startTelegramSimulator } from '../../simulators/telegram/start-telegram-simulator.ts';

/** A Telegram without limits in a process of its own, with so many people. */
const [count = '0', from = '0'] = process.argv.slice(2);
const UNLIMITED = { perSecond: 1e9, burst: 1e9 };
const { apiRoot, token, bot } = await startTelegramSimulator({ perChat: UNLIMITED, overall: UNLIMITED });
for (let number = 0; number < Number(count); number += 1) bot.meet(Number(from) + number, 'Người thử');
process.send?.(JSON.stringify({ apiRoot, token }));
