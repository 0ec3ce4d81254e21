import { z } from 'zod';
import { call, type Result, type Transport } from './http.ts';
import type { TemplateData } from './openapi.ts';

export interface BusinessOptions extends Transport {
  /** `https://business.openapi.zalo.me`. */
  readonly baseUrl: string;
}

export interface TemplateParameter {
  readonly name: string;
  readonly required: boolean;
  readonly maxLength: number | null;
}

export interface TemplateInfo {
  readonly id: string;
  readonly name: string;
  /** ENABLE, PENDING_REVIEW, DISABLE, REJECT or DELETE. */
  readonly status: string;
  readonly parameters: readonly TemplateParameter[];
  /** đồng a message; null when Zalo does not say. */
  readonly pricePhone: number | null;
  readonly priceUid: number | null;
}

export interface SentTemplate {
  readonly messageId: string;
  /** Of today; null when Zalo does not say. */
  readonly remaining: number | null;
}

/** Templates by phone of this day. */
export interface TemplateQuota {
  readonly daily: number;
  readonly remaining: number;
}

/** business.openapi.zalo.me: ZBS templates to a phone number. Accepted is not delivered: the event tells that. */
export interface BusinessClient {
  /** `phone` as `84…`. `trackingId` (at most 48 characters) comes back in the delivery event. */
  sendTemplate(
    token: string,
    message: { phone: string; templateId: string; data: TemplateData; trackingId: string },
  ): Promise<Result<SentTemplate>>;
  template(token: string, templateId: string): Promise<Result<TemplateInfo>>;
  quota(token: string): Promise<Result<TemplateQuota>>;
}

const id = z.union([z.string(), z.number()]).transform(String);
const price = z.coerce.number().nullish();
const Sent = z
  .object({ msg_id: z.string().min(1), quota: z.object({ remainingQuota: z.coerce.number().nullish() }).nullish() })
  .transform(({ msg_id, quota }): SentTemplate => ({ messageId: msg_id, remaining: quota?.remainingQuota ?? null }));
const Info = z
  .object({
    templateId: id,
    templateName: z.string().default(''),
    status: z.string(),
    listParams: z
      .array(z.object({ name: z.string(), require: z.boolean().default(true), maxLength: z.coerce.number().nullish() }))
      .default([]),
    price_sdt: price,
    price_uid: price,
  })
  .transform(
    (info): TemplateInfo => ({
      id: info.templateId,
      name: info.templateName,
      status: info.status,
      parameters: info.listParams.map(({ name, require, maxLength }) => ({
        name,
        required: require,
        maxLength: maxLength ?? null,
      })),
      pricePhone: info.price_sdt ?? null,
      priceUid: info.price_uid ?? null,
    }),
  );

// Numbers come as strings.
const Quota = z
  .object({ dailyQuota: z.coerce.number(), remainingQuota: z.coerce.number() })
  .transform(({ dailyQuota, remainingQuota }): TemplateQuota => ({ daily: dailyQuota, remaining: remainingQuota }));

export function createBusinessClient({ baseUrl, ...transport }: BusinessOptions): BusinessClient {
  const get = <T>(token: string, path: string, schema: z.ZodType<T>) =>
    call(transport, {
      host: 'business',
      url: `${baseUrl}${path}`,
      method: 'GET',
      headers: { access_token: token },
      schema,
    });
  return {
    sendTemplate: (token, { phone, templateId, data, trackingId }) =>
      call(transport, {
        host: 'business',
        url: `${baseUrl}/message/template`,
        method: 'POST',
        headers: { access_token: token, 'content-type': 'application/json' },
        body: JSON.stringify({ phone, template_id: templateId, template_data: data, tracking_id: trackingId }),
        schema: Sent,
      }),
    template: (token, templateId) =>
      get(token, `/template/info/v2?template_id=${encodeURIComponent(templateId)}`, Info),
    quota: (token) => get(token, '/message/quota', Quota),
  };
}
