import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actions } from './actions.ts';
import type { Webhooks } from './webhooks.ts';
import type { World } from './world.ts';

const Did = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string().min(1) }),
  z.object({ do: z.literal('press'), title: z.string() }),
  z.object({ do: z.literal('officer'), text: z.string().min(1) }),
  z.object({ do: z.enum(['follow', 'unfollow', 'submit', 'submit-old', 'withdraw', 'voice', 'sticker', 'location']) }),
]);
const Clock = z.union([z.object({ advance: z.number() }), z.object({ set: z.iso.datetime() })]);
const FaultBody = z.object({
  /** A user id, `oauth`, `upload`, or `*` for every request. */
  for: z.string(),
  error: z.number().optional(),
  status: z.number().optional(),
  drop: z.enum(['before', 'after']).optional(),
  times: z.number().optional(),
});
const Modes = z.object({
  hold: z.boolean().optional(),
  duplicates: z.number().int().min(0).max(5).optional(),
  receipts: z.boolean().optional(),
  webhookUrl: z.string().nullable().optional(),
});

/** What a test or a newcomer steers the simulator with, and the page to chat as a person. */
export function addControlRoutes(server: FastifyInstance, world: World, webhooks: Webhooks, actions: Actions): void {
  server.get('/', async (_request, reply) => {
    const page = await readFile(new URL('page.html', import.meta.url), 'utf8');
    return reply.type('text/html; charset=utf-8').send(page);
  });

  server.get('/control/state', async () => ({
    now: new Date(world.now()).toISOString(),
    billed: world.billed,
    wallet: world.wallet,
    webhookUrl: world.settings.webhookUrl,
    webhookDisabled: webhooks.disabled,
    answers: webhooks.answers.slice(-20),
    people: [...world.people.values()],
  }));

  server.post<{ Params: { id: string } }>('/control/people/:id', async (request) => {
    const { id } = request.params;
    const did = Did.parse(request.body);
    if (!world.people.has(id)) world.addPerson(id);
    switch (did.do) {
      case 'say':
        actions.say(id, did.text);
        break;
      case 'press':
        actions.press(id, did.title);
        break;
      case 'officer':
        actions.officerSays(id, did.text);
        break;
      case 'submit':
      case 'submit-old':
        actions.submitInfo(id, did.do === 'submit' ? 'new' : 'old');
        break;
      case 'voice':
        actions.send(id, { kind: 'audio' });
        break;
      case 'sticker':
        actions.send(id, { kind: 'sticker' });
        break;
      case 'location':
        actions.send(id, { kind: 'location', latitude: 19.8, longitude: 105.7 });
        break;
      default:
        actions[did.do](id);
    }
    return { ok: true };
  });

  server.post('/control/clock', async (request) => {
    const clock = Clock.parse(request.body);
    if ('advance' in clock) world.advance(clock.advance);
    else world.setClock(Date.parse(clock.set));
    await webhooks.pump();
    return { now: new Date(world.now()).toISOString() };
  });

  server.post('/control/faults', async (request) => {
    const { for: key, ...fault } = FaultBody.parse(request.body);
    world.faults.set(key, {
      ...(fault.error === undefined ? {} : { error: fault.error }),
      ...(fault.status === undefined ? {} : { status: fault.status }),
      ...(fault.drop === undefined ? {} : { drop: fault.drop }),
      ...(fault.times === undefined ? {} : { times: fault.times }),
    });
    return { ok: true };
  });

  server.delete('/control/faults', async () => {
    world.faults.clear();
    return { ok: true };
  });

  server.post('/control/webhooks', async (request) => {
    const { webhookUrl, hold, duplicates, receipts } = Modes.parse(request.body);
    if (webhookUrl !== undefined) world.settings = { ...world.settings, webhookUrl };
    if (duplicates !== undefined) webhooks.modes.duplicates = duplicates;
    if (receipts !== undefined) webhooks.modes.receipts = receipts;
    if (hold === true) webhooks.modes.hold = true;
    if (hold === false) await webhooks.release();
    return { ok: true };
  });

  server.post('/control/webhooks/replay', async () => {
    await webhooks.replayAll();
    return { answers: webhooks.answers.slice(-20) };
  });
}
