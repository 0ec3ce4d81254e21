import multipart from '@fastify/multipart';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { BotServer, type StoredFile } from './bot-server.ts';
import { callMethod } from './call-method.ts';
import { LIMITS, methodNamed, Refusal } from './contract.ts';
import { registerDebugRoutes } from './debug-routes.ts';
import { WebhookDelivery } from './deliver-webhook.ts';
import type { Rate } from './meter.ts';

export interface TelegramSimulator {
  /** For `TELEGRAM_API_ROOT`. */
  readonly apiRoot: string;
  readonly token: string;
  readonly bot: BotServer;
  readonly webhook: WebhookDelivery;
  /** Names of the methods called so far, as the bot wrote them. */
  readonly calls: readonly string[];
  close(): Promise<void>;
}

export interface TelegramSimulatorOptions {
  readonly token?: string;
  readonly port?: number;
  /** The simulator's clock in milliseconds; limits and retry times follow it. */
  readonly now?: () => number;
  /** Defaults: about one message a second to a chat with a burst of 20, 30 a second in all. */
  readonly perChat?: Rate;
  readonly overall?: Rate;
}

/**
 * A real HTTP server that speaks the Bot API as far as our bot uses it, and is as strict: token, shapes, limits, rates,
 * one way of receiving at a time. Source: https://core.telegram.org/bots/api.
 */
export async function startTelegramSimulator(options: TelegramSimulatorOptions = {}): Promise<TelegramSimulator> {
  const token = options.token ?? '7000000001:thu-nghiem';
  const bot = new BotServer({
    token,
    now: options.now ?? Date.now,
    perChat: options.perChat ?? { perSecond: 1, burst: 20 },
    overall: options.overall ?? { perSecond: 30, burst: 30 },
  });
  const delivery = new WebhookDelivery(bot);
  const calls: string[] = [];
  const server = Fastify({ bodyLimit: LIMITS.upload + 1_000_000, forceCloseConnections: true });
  await server.register(multipart, { limits: { fileSize: LIMITS.upload + 1 } });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );

  server.route<{ Params: { bot: string; method: string } }>({
    method: ['GET', 'POST'],
    url: '/bot:bot/:method',
    handler: async (request, reply) => {
      try {
        if (request.params.bot !== token) throw new Refusal(401, 'Unauthorized');
        const method = methodNamed(request.params.method);
        if (!method) throw new Refusal(404, 'Not Found');
        calls.push(request.params.method);
        const { parameters, files } = await readCall(request, bot);
        if (method === 'getUpdates') await untilUpdates(bot, parameters, request);
        const { result, lost } = callMethod(bot, method, parameters, files);
        if (lost) {
          request.raw.socket.destroy();
          return reply.hijack();
        }
        return reply.send({ ok: true, result });
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return reply.status(error.status).send({
          ok: false,
          error_code: error.status,
          description: error.message,
          ...(error.retryAfter === null ? {} : { parameters: { retry_after: error.retryAfter } }),
        });
      }
    },
  });

  server.get<{ Params: { bot: string; '*': string } }>('/file/bot:bot/*', async (request, reply) => {
    const file = request.params.bot === token ? bot.file(request.params['*'].replace(/^documents\//, '')) : undefined;
    if (!file) return reply.status(404).send({ ok: false, error_code: 404, description: 'Not Found' });
    return reply.type(file.mime).send(file.bytes);
  });
  registerDebugRoutes(server, bot);

  const apiRoot = await server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    apiRoot,
    token,
    bot,
    webhook: delivery,
    calls,
    close: () => close(server, delivery),
  };
}

async function close(server: FastifyInstance, delivery: WebhookDelivery): Promise<void> {
  await delivery.close();
  await server.close();
}

interface Call {
  readonly parameters: Record<string, unknown>;
  readonly files: ReadonlyMap<string, StoredFile>;
}

/** Query, JSON, form or multipart: all of them name the same parameters. */
async function readCall(request: FastifyRequest, bot: BotServer): Promise<Call> {
  const query = request.query as Record<string, unknown>;
  if (!request.isMultipart()) return { parameters: { ...query, ...(request.body as object | null) }, files: new Map() };
  const parameters: Record<string, unknown> = { ...query };
  const files = new Map<string, StoredFile>();
  for await (const part of request.parts()) {
    if (part.type === 'field') parameters[part.fieldname] = part.value;
    else {
      const file = bot.keepFile(part.filename || part.fieldname, part.mimetype, await part.toBuffer());
      files.set(part.fieldname, file);
      // A file may also stand in the form under the parameter's own name.
      parameters[part.fieldname] ??= file.id;
    }
  }
  return { parameters, files };
}

/** Long polling: answers when something waits, when the time is over, or when the bot goes away. */
async function untilUpdates(
  bot: BotServer,
  parameters: Record<string, unknown>,
  request: FastifyRequest,
): Promise<void> {
  const seconds = Number(parameters.timeout ?? 0);
  if (!(seconds > 0) || bot.webhook || bot.waiting(Number(parameters.offset ?? 0), 1).length > 0) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      stop();
      clearTimeout(timer);
      request.raw.socket.off('close', end);
      resolve();
    };
    const stop = bot.onChange(() => {
      if (bot.waiting(0, 1).length > 0 || bot.webhook) end();
    });
    const timer = setTimeout(end, seconds * 1000);
    request.raw.socket.on('close', end);
  });
}
