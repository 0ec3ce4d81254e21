import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { phonePage } from '../phone-page.ts';
import type { BotServer, Shown } from './bot-server.ts';

const PersonId = z.object({ id: z.coerce.number().int().positive() });

const Action = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string().min(1).max(4096) }),
  z.object({ do: z.literal('press'), payload: z.string().min(1) }),
  z.object({ do: z.literal('contact'), phone: z.string().min(1), ofSomebodyElse: z.boolean().default(false) }),
  z.object({ do: z.literal('location'), latitude: z.number(), longitude: z.number() }),
  z.object({ do: z.literal('voice') }),
  z.object({ do: z.literal('sticker') }),
  z.object({ do: z.literal('photo'), base64: z.string(), caption: z.string().optional() }),
  z.object({
    do: z.literal('file'),
    base64: z.string(),
    name: z.string(),
    mime: z.string(),
    caption: z.string().optional(),
  }),
  z.object({ do: z.literal('reachable'), value: z.enum(['yes', 'blocked', 'deactivated']) }),
]);
export type Action = z.output<typeof Action>;

/** A page to chat as a user, and the same by JSON for programs outside this process. */
export function registerDebugRoutes(server: FastifyInstance, bot: BotServer): void {
  server.get('/', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(phonePage({ title: 'Telegram mô phỏng', color: '#2a7fba' })),
  );

  server.get('/debug/people/:id', async (request) => {
    const { id } = PersonId.parse(request.params);
    bot.meet(id, 'Người thử');
    return { messages: bot.shownTo(id).map(seenMessage) };
  });

  server.post('/debug/people/:id', async (request) => {
    const { id } = PersonId.parse(request.params);
    bot.meet(id, 'Người thử');
    act(bot, id, Action.parse(request.body));
    return { done: true };
  });
}

/** One thing that a person does. */
export function act(bot: BotServer, id: number, action: Action): void {
  switch (action.do) {
    case 'say':
      bot.say(id, { text: action.text, ...commandEntities(action.text) });
      break;
    case 'press':
      bot.press(id, action.payload);
      break;
    case 'contact':
      bot.say(id, {
        contact: { phone_number: action.phone, first_name: 'Người thử', user_id: action.ofSomebodyElse ? id + 1 : id },
      });
      break;
    case 'location':
      bot.say(id, { location: { latitude: action.latitude, longitude: action.longitude } });
      break;
    case 'voice':
      bot.say(id, { voice: { file_id: 'V1', file_unique_id: 'V1', duration: 3 } });
      break;
    case 'sticker':
      bot.say(id, { sticker: { file_id: 'S1', file_unique_id: 'S1' } });
      break;
    case 'photo': {
      const file = bot.keepFile('photo.jpg', 'image/jpeg', Buffer.from(action.base64, 'base64'));
      const size = (width: number) => ({
        file_id: file.id,
        file_unique_id: file.id.slice(0, 12),
        width,
        height: width,
        file_size: file.bytes.length,
      });
      bot.say(id, { photo: [size(90), size(1280)], ...captioned(action.caption) });
      break;
    }
    case 'file': {
      const {
        id: fileId,
        name,
        mime,
        bytes,
      } = bot.keepFile(action.name, action.mime, Buffer.from(action.base64, 'base64'));
      bot.say(id, {
        document: {
          file_id: fileId,
          file_unique_id: fileId.slice(0, 12),
          file_name: name,
          mime_type: mime,
          file_size: bytes.length,
        },
        ...captioned(action.caption),
      });
      break;
    }
    case 'reachable':
      bot.setReachable(id, action.value);
      break;
    default:
      action satisfies never;
  }
}

function captioned(caption: string | undefined) {
  return caption === undefined ? {} : { caption };
}

function commandEntities(text: string) {
  const command = /^\/[a-z0-9_]+/i.exec(text)?.[0];
  return command ? { entities: [{ type: 'bot_command' as const, offset: 0, length: command.length }] } : {};
}

function seenMessage({ text, file, markup }: Shown) {
  const inline = markup && 'inline_keyboard' in markup ? markup.inline_keyboard.flat() : [];
  const keyboard = markup && 'keyboard' in markup ? markup.keyboard.flat() : [];
  return {
    text,
    file: file?.name ?? null,
    buttons: inline.map(({ text: label, callback_data, url }) => ({
      label,
      payload: callback_data ?? null,
      url: url ?? null,
    })),
    keyboard: keyboard.map(({ text: label, request_contact }) => ({ label, contact: request_contact })),
  };
}
