import { Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';

/** The baseline of the answers, in a process of its own: says back what it hears, knows nothing and keeps nothing. */
const [token = '', apiRoot = ''] = process.argv.slice(2);
const bot = new Telegraf(token, { telegram: { apiRoot } });
bot.on(message('text'), (context) => context.reply(context.message.text));
await bot.launch(() => process.send?.('ready'));
