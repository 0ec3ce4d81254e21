import Fastify from 'fastify';
import { isSigned } from '../../../src/channels/zalo/verify-event.ts';
import { DEFAULT_SETTINGS } from '../../simulators/zalo/world.ts';

/** The baseline of the acknowledgements, in a process of its own: the same signature over the same bytes, and nothing kept. */
const server = Fastify();
server.removeAllContentTypeParsers();
server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
server.post('/webhooks/zalo', async (request, reply) => {
  const body = request.body as Buffer;
  const { timestamp } = JSON.parse(body.toString('utf8')) as { timestamp: string };
  const header = request.headers['x-zevent-signature'] as string | undefined;
  return isSigned(body, timestamp, header, DEFAULT_SETTINGS) ? { ok: true } : reply.code(401).send({ ok: false });
});
process.send?.(await server.listen({ host: '127.0.0.1', port: 0 }));
