import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkMessage, payForMessage, SendBody } from './message-rules.ts';
import { checkParameters, payTemplate, usableTemplate } from './template-rules.ts';
import type { Webhooks } from './webhooks.ts';
import { RefusedByZalo, type World } from './world.ts';

const TemplateBody = z.object({
  user_id: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
});
const ByUser = z.object({ user_id: z.string() });
const OfPackage = z.object({
  quota_owner: z.literal('OA'),
  product_type: z.literal('cs'),
  quota_type: z.literal('sub_quota'),
});

/** openapi.zalo.me. Every answer is HTTP 200 with `error`, and tells what is left of the minute. */
export function addOpenApiRoutes(server: FastifyInstance, world: World, webhooks: Webhooks): void {
  /** Token, proof, rate and faults, in the order of the real thing as far as it is known. */
  async function answer(request: FastifyRequest, reply: FastifyReply, key: string, work: () => object | null) {
    const { limit, remaining } = world.countCall();
    reply.headers({ 'x-ratelimit-limit': String(limit), 'x-ratelimit-remain': String(Math.max(0, remaining)) });
    const fault = world.takeFault(key);
    if (fault?.drop === 'before') return reply.raw.destroy();
    if (fault?.status) return reply.code(fault.status).type('text/html').send('<html>gateway</html>');
    try {
      checkCaller(world, request);
      if (remaining < 0) throw new RefusedByZalo(-32, 'Your OA reached limit call api');
      if (fault?.error) throw new RefusedByZalo(fault.error, 'Simulated');
      const data = work();
      if (fault?.drop === 'after') return reply.raw.destroy();
      return { ...(data ? { data } : {}), error: 0, message: 'Success' };
    } catch (error) {
      return refusal(error);
    }
  }

  const send = (request: FastifyRequest, reply: FastifyReply, version: 2 | 3) => {
    const body = SendBody.safeParse(request.body);
    return answer(request, reply, body.success ? body.data.recipient.user_id : '', () => {
      if (!body.success) throw new RefusedByZalo(-201, 'recipient is invalid!');
      const { oaType, verified } = world.settings;
      if (!verified) throw new RefusedByZalo(-221, 'The OA needs to be verified to use this feature');
      if (version === 3 && oaType === 4) throw new RefusedByZalo(-235, 'This API does not support this type of OA');
      if (version === 2 && oaType === 2) {
        throw new RefusedByZalo(-240, 'MessageV2 API has been shut down, please switch to MessageV3');
      }
      const person = world.person(body.data.recipient.user_id);
      const message = checkMessage(world, body.data.message);
      const quota = payForMessage(world, person);
      const id = world.newId();
      const at = world.now();
      const { text, buttons, file } = message;
      const paidBy = quota && 'quota_type' in quota ? String(quota.quota_type) : null;
      person.thread.push({ id, at, from: 'oa', text, buttons, file, quota: paidBy });
      webhooks.echo(message.event, person, { id, text });
      return { message_id: id, user_id: person.id, sent_time: String(at), ...(quota ? { quota } : {}) };
    });
  };

  server.post('/v3.0/oa/message/cs', (request, reply) => send(request, reply, 3));
  server.post('/v2.0/oa/message', (request, reply) => send(request, reply, 2));

  server.post('/v3.0/oa/message/template', (request, reply) => {
    const body = TemplateBody.safeParse(request.body);
    return answer(request, reply, body.success ? body.data.user_id : '', () => {
      if (!body.success) throw new RefusedByZalo(-201, 'template_data is invalid!');
      const person = world.person(body.data.user_id);
      const template = usableTemplate(world, body.data.template_id, 'uid');
      checkParameters(template, body.data.template_data, -201, -201);
      payTemplate(world, template.priceUid);
      const id = world.newId();
      const at = world.now();
      const text = `[${template.name}] ${Object.values(body.data.template_data).join(' · ')}`;
      person.thread.push({ id, at, from: 'oa', text, buttons: [], file: null, quota: 'template' });
      webhooks.received(person.id, id);
      return { message_id: id, user_id: person.id, sent_time: String(at) };
    });
  });

  for (const kind of ['image', 'file'] as const) {
    server.post(`/v2.0/oa/upload/${kind}`, async (request, reply) => {
      const part = await request.file();
      const bytes = part ? await part.toBuffer() : null;
      const name = part?.filename ?? '';
      return answer(request, reply, 'upload', () => {
        if (!bytes || part?.fieldname !== 'file') throw new RefusedByZalo(-201, 'file is invalid!');
        checkUpload(kind, name, bytes);
        const id = world.newId();
        world.uploads.set(id, { kind, name, at: world.now() });
        return kind === 'image' ? { attachment_id: id } : { token: id };
      });
    });
  }

  server.get('/v2.0/oa/getoa', (request, reply) =>
    answer(request, reply, 'getoa', () => ({
      oa_id: world.settings.oaId,
      name: 'OCOP Thanh Hóa (mô phỏng)',
      is_verified: world.settings.verified,
      oa_type: world.settings.oaType,
      package_name: 'Tăng trưởng',
      package_valid_through_date: world.settings.packageUntil,
      num_follower: [...world.people.values()].filter((person) => person.follower).length,
    })),
  );

  server.get('/v3.0/oa/user/detail', (request, reply) =>
    answer(request, reply, 'detail', () => {
      const person = world.person(ByUser.parse(dataOf(request)).user_id);
      return {
        user_id: person.id,
        display_name: person.name,
        user_is_follower: person.follower,
        ...(person.phone ? { shared_info: { name: person.name, phone: Number(person.phone) } } : {}),
      };
    }),
  );

  server.post('/v3.0/oa/quota/message', (request, reply) =>
    answer(request, reply, 'quota', () => {
      if (OfPackage.safeParse(request.body).success) return world.packageQuota();
      const person = world.person(ByUser.parse(request.body).user_id);
      return { last_interaction: String(person.lastInteraction ?? 0) };
    }),
  );
}

function checkCaller(world: World, request: FastifyRequest): void {
  const token = request.headers.access_token as string | undefined;
  world.checkAccess(token);
  if (!world.settings.requireProof) return;
  const proof = createHmac('sha256', world.settings.appSecret)
    .update(token ?? '')
    .digest('hex');
  if (request.headers.appsecret_proof !== proof) throw new RefusedByZalo(-242, 'Invalid appsecret_proof provided');
}

function checkUpload(kind: 'image' | 'file', name: string, bytes: Buffer): void {
  const tooLarge = new RefusedByZalo(-210, 'Parameter exceeds allowable limit');
  if (kind === 'image') {
    const png = bytes.subarray(0, 4).toString('latin1') === '\x89PNG';
    const jpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
    if (!png && !jpeg) throw new RefusedByZalo(-201, 'file is invalid!');
    if (bytes.length > 1024 * 1024) throw tooLarge;
    return;
  }
  if (!/\.(pdf|docx?|csv)$/i.test(name)) throw new RefusedByZalo(-201, 'file is invalid!');
  if (bytes.length > 5 * 1024 * 1024) throw tooLarge;
}

function dataOf(request: FastifyRequest): unknown {
  const { data } = request.query as { data?: string };
  return JSON.parse(data ?? '{}');
}

function refusal(error: unknown) {
  if (error instanceof RefusedByZalo) return { error: error.code, message: error.message };
  if (error instanceof z.ZodError || error instanceof SyntaxError) return { error: -201, message: 'data is invalid!' };
  throw error;
}
