import { z } from 'zod';
import type { PrismaClient } from '../../../platform/database/generated/client.ts';
import type { BusinessClient } from '../client/business.ts';
import { TEMPLATE_PURPOSES, type TemplateIds, type TemplatePurpose } from '../templates/purposes.ts';
import type { TemplateLedger } from '../templates/template-sender.ts';

const Parameters = z.array(z.object({ name: z.string(), required: z.boolean(), maxLength: z.number().nullable() }));
const End = z.enum(['sent', 'failed', 'uncertain']);

/** Templates and their sends in PostgreSQL. */
export function createTemplateLedger(client: PrismaClient, now: () => Date): TemplateLedger {
  return {
    async find(purpose) {
      const row = await client.zaloTemplate.findUnique({ where: { purpose } });
      if (!row) return null;
      const { templateId: id, name, status, pricePhone, priceUid } = row;
      return { id, name, status, pricePhone, priceUid, parameters: Parameters.parse(row.parameters) };
    },

    async begin({ trackingId, purpose, way, price }) {
      const { count } = await client.zaloTemplateSend.createMany({
        data: [{ trackingId, purpose, way, price, status: 'sending', createdAt: now() }],
        skipDuplicates: true,
      });
      return count === 1;
    },

    async forget(trackingId) {
      await client.zaloTemplateSend.deleteMany({ where: { trackingId, status: 'sending' } });
    },

    async end(trackingId, { status, reason, messageId }) {
      await client.zaloTemplateSend.update({ where: { trackingId }, data: { status, reason, messageId } });
    },

    async ended(trackingId) {
      const row = await client.zaloTemplateSend.findUnique({ where: { trackingId } });
      const status = End.safeParse(row?.status);
      return row && status.success ? { status: status.data, reason: row.reason, messageId: row.messageId } : null;
    },
  };
}

export interface TemplateReading {
  readonly purpose: TemplatePurpose;
  /** For the operator; null: fits. */
  readonly problem: string | null;
}

/** Asks Zalo what it says of each configured template, and keeps it. A template taken out of the configuration goes. */
export async function readTemplates(
  client: PrismaClient,
  business: Pick<BusinessClient, 'template'>,
  token: string,
  ids: TemplateIds,
  now: Date,
): Promise<TemplateReading[]> {
  await client.zaloTemplate.deleteMany({ where: { purpose: { notIn: Object.keys(ids) } } });
  const readings: TemplateReading[] = [];
  for (const [purpose, templateId] of Object.entries(ids) as [TemplatePurpose, string][]) {
    const read = await business.template(token, templateId);
    if (!read.ok) {
      readings.push({ purpose, problem: `not read: ${read.failure.kind} ${read.failure.code}` });
      continue;
    }
    const { name, status, parameters, pricePhone, priceUid } = read.value;
    const row = {
      templateId,
      name,
      status,
      parameters: parameters.map((one) => ({ ...one })),
      pricePhone,
      priceUid,
      checkedAt: now,
    };
    await client.zaloTemplate.upsert({ where: { purpose }, create: { purpose, ...row }, update: row });
    const given: readonly string[] = TEMPLATE_PURPOSES[purpose];
    const unknown = parameters.filter((one) => one.required && !given.includes(one.name)).map((one) => one.name);
    const problem = unknown.length > 0 ? `wants parameters that we do not give: ${unknown.join(', ')}` : null;
    readings.push({ purpose, problem: problem ?? (status === 'ENABLE' ? null : `status ${status}`) });
  }
  return readings;
}
