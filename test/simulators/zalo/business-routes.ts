import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkParameters, usableTemplate } from './template-rules.ts';
import type { Webhooks } from './webhooks.ts';
import { RefusedByZalo, type Template, type World } from './world.ts';

const Body = z.object({
  phone: z.string(),
  template_id: z.string(),
  template_data: z.record(z.string(), z.string()),
  tracking_id: z.string().max(48),
});

/** business.openapi.zalo.me: same token, numbers of its own, not counted in the account's minute. */
export function addBusinessRoutes(server: FastifyInstance, world: World, webhooks: Webhooks): void {
  function answer(request: FastifyRequest, key: string, work: () => unknown) {
    const fault = world.takeFault(key);
    try {
      try {
        world.checkAccess(request.headers.access_token as string | undefined);
      } catch {
        throw new RefusedByZalo(-124, 'Access token invalid');
      }
      if (fault?.error) throw new RefusedByZalo(fault.error, 'Simulated');
      return { error: 0, message: 'Success', data: work() };
    } catch (error) {
      if (error instanceof RefusedByZalo) return { error: error.code, message: error.message };
      throw error;
    }
  }

  server.post('/message/template', async (request) => {
    const body = Body.safeParse(request.body);
    return answer(request, body.success ? body.data.phone : '', () => {
      if (!body.success) throw new RefusedByZalo(-132, 'Parameter is invalid');
      const { phone, template_id, template_data, tracking_id } = body.data;
      if (!/^\+?84[35789]\d{8}$/.test(phone)) throw new RefusedByZalo(-108, 'Phone number is invalid');
      const template = usableTemplate(world, template_id, 'phone');
      checkParameters(template, template_data, -1122, -1121);
      if (world.zbsLeft <= 0) throw new RefusedByZalo(-144, 'Daily limit reached');
      if (world.wallet < template.pricePhone) throw new RefusedByZalo(-115, 'Out of quota or balance');
      const number = phone.replace('+', '');
      const person = [...world.people.values()].find((one) => one.phone === number);
      if (!person) throw new RefusedByZalo(-118, 'Zalo account not existed');
      world.zbsLeft -= 1;
      world.wallet -= template.pricePhone;
      world.billed += template.pricePhone;
      const id = world.newId();
      const text = `[${template.name}] ${Object.values(template_data).join(' · ')}`;
      person.thread.push({ id, at: world.now(), from: 'oa', text, buttons: [], file: null, quota: 'template' });
      webhooks.templateDelivered(number, id, tracking_id);
      return {
        msg_id: id,
        sent_time: String(world.now()),
        sending_mode: '1',
        quota: { dailyQuota: '500', remainingQuota: String(world.zbsLeft) },
      };
    });
  });

  server.get('/message/quota', async (request) =>
    answer(request, 'quota', () => ({ dailyQuota: '500', remainingQuota: String(world.zbsLeft) })),
  );

  server.get('/template/info/v2', async (request) =>
    answer(request, 'templates', () => {
      const { template_id } = request.query as { template_id?: string };
      const template = world.templates.get(template_id ?? '');
      if (!template) throw new RefusedByZalo(-109, 'Template is invalid');
      return describeTemplate(template);
    }),
  );
}

function describeTemplate({ id, name, status, parameters, pricePhone, priceUid, tag }: Template) {
  return {
    templateId: Number(id),
    templateName: name,
    status,
    listParams: parameters.map((parameter) => ({ ...parameter, type: 'STRING', minLength: 0, acceptNull: false })),
    price_sdt: String(pricePhone),
    price_uid: String(priceUid),
    templateTag: String(tag),
  };
}
