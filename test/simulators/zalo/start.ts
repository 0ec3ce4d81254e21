import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { type Actions, createActions } from './actions.ts';
import { addBusinessRoutes } from './business-routes.ts';
import { addControlRoutes } from './control-routes.ts';
import { addOAuthRoutes } from './oauth-routes.ts';
import { addOpenApiRoutes } from './openapi-routes.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';
import { World, type ZaloSettings } from './world.ts';

export interface ZaloSimulator {
  /** Stands for all three hosts: OAuth, OpenAPI and the business API. */
  readonly url: string;
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly people: Actions;
  close(): Promise<void>;
}

/** Retries fall due by the simulated clock, which also runs by itself. */
const TICK_MS = 500;

/** Zalo on one real HTTP server that enforces what the documentation says and remembers what was sent. */
export async function startZaloSimulator(
  settings: Partial<ZaloSettings> = {},
  { port = 0, now = Date.now }: { port?: number; now?: () => number } = {},
): Promise<ZaloSimulator> {
  const world = new World(settings, now);
  const webhooks = createWebhooks(world);
  const people = createActions(world, webhooks);
  const server = Fastify({ bodyLimit: 16 * 1024 * 1024, forceCloseConnections: true });
  await server.register(formbody);
  await server.register(multipart, { limits: { fileSize: 12 * 1024 * 1024 } });
  server.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ error: 404, message: 'You are accessing an empty or invalid API' }),
  );
  addOAuthRoutes(server, world);
  addOpenApiRoutes(server, world, webhooks);
  addBusinessRoutes(server, world, webhooks);
  addControlRoutes(server, world, webhooks, people);
  const url = await server.listen({ host: '127.0.0.1', port });
  const tick = setInterval(() => void webhooks.pump(), TICK_MS);
  tick.unref();
  return {
    url,
    world,
    webhooks,
    people,
    async close() {
      clearInterval(tick);
      await server.close();
    },
  };
}
