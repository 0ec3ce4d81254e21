import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { call, type Result, type Transport } from './http.ts';
import type { ZaloMessage } from './messages.ts';

export interface OpenApiOptions extends Transport {
  /** `https://openapi.zalo.me`. */
  readonly baseUrl: string;
  /** The app's secret when its setting "appsecret_proof" is on; else null. */
  readonly proofSecret: string | null;
}

/** Answer to a message. Without a quota the message was billed. */
export interface SentMessage {
  readonly messageId: string;
  readonly quota: { readonly type: string; readonly remaining: number | null } | null;
}

export interface AccountDetail {
  readonly oaId: string;
  readonly name: string;
  /** 2: business, 4: state agency. */
  readonly type: number | null;
  readonly verified: boolean | null;
  readonly packageName: string | null;
  /** Last day of the package, as Zalo writes it (`31/12/2026`). */
  readonly packageUntil: string | null;
}

export interface UserDetail {
  readonly userId: string;
  readonly displayName: string;
  readonly follower: boolean | null;
  /** What the person shared with the account; null when nothing. */
  readonly phone: string | null;
}

/** Messages outside the free 48 hours that the package, or a purchase beside it, still pays for. */
export interface MessageQuota {
  readonly remaining: number;
  /** Null when Zalo does not say. */
  readonly total: number | null;
  /** Last day, as Zalo writes it; null when it does not say. */
  readonly until: string | null;
}

export type ApiVersion = 'v3.0' | 'v2.0';

/** openapi.zalo.me with a token given at each call; holds no state. */
export interface OpenApiClient {
  /** A message of consultation. State-agency accounts know only the older path, `v2.0`. */
  send(token: string, version: ApiVersion, userId: string, message: ZaloMessage): Promise<Result<SentMessage>>;
  /** A ZBS template to somebody who is known by their Zalo id. */
  sendTemplate(token: string, userId: string, templateId: string, data: TemplateData): Promise<Result<SentMessage>>;
  /** Gives an attachment id that lives 7 days. png and jpeg up to 1 MB. */
  uploadImage(token: string, file: Upload): Promise<Result<string>>;
  /** Gives a token that lives 7 days. pdf, doc, docx and csv up to 5 MB. */
  uploadFile(token: string, file: Upload): Promise<Result<string>>;
  account(token: string): Promise<Result<AccountDetail>>;
  user(token: string, userId: string): Promise<Result<UserDetail>>;
  /** Epoch milliseconds of the person's last interaction, or null. */
  lastInteraction(token: string, userId: string): Promise<Result<number | null>>;
  /** What the package pays for; empty when Zalo gives no numbers (since 2026 it leaves some out). */
  messageQuota(token: string): Promise<Result<readonly MessageQuota[]>>;
}

export type TemplateData = Readonly<Record<string, string>>;

export interface Upload {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

const Quota = z.object({ quota_type: z.string(), remain: z.coerce.number().nullish() });
const Sent = z.object({ message_id: z.string().min(1), quota: Quota.nullish() }).transform(
  ({ message_id, quota }): SentMessage => ({
    messageId: message_id,
    quota: quota ? { type: quota.quota_type, remaining: quota.remain ?? null } : null,
  }),
);
// Sources disagree on the name of the id.
const Account = z
  .object({
    oa_id: z.string().nullish(),
    oaid: z.string().nullish(),
    name: z.string().default(''),
    oa_type: z.coerce.number().nullish(),
    is_verified: z.boolean().nullish(),
    package_name: z.string().nullish(),
    package_valid_through_date: z.string().nullish(),
  })
  .transform(
    ({ oa_id, oaid, name, oa_type, is_verified, package_name, package_valid_through_date }): AccountDetail => ({
      oaId: oa_id ?? oaid ?? '',
      name,
      type: oa_type ?? null,
      verified: is_verified ?? null,
      packageName: package_name ?? null,
      packageUntil: package_valid_through_date ?? null,
    }),
  );
const User = z
  .object({
    user_id: z.string(),
    display_name: z.string().default(''),
    user_is_follower: z.boolean().nullish(),
    shared_info: z.object({ phone: z.union([z.string(), z.number()]).nullish() }).nullish(),
  })
  .transform(
    ({ user_id, display_name, user_is_follower, shared_info }): UserDetail => ({
      userId: user_id,
      displayName: display_name,
      follower: user_is_follower ?? null,
      phone: shared_info?.phone ? String(shared_info.phone) : null,
    }),
  );
const ImageUpload = z.object({ attachment_id: z.string().min(1) }).transform((data) => data.attachment_id);
const FileUpload = z.object({ token: z.string().min(1) }).transform((data) => data.token);
const LastInteraction = z
  .object({ last_interaction: z.coerce.number().nullish() })
  .transform((data) => data.last_interaction || null);

const Asset = z.object({
  remain: z.coerce.number().nullish(),
  total: z.coerce.number().nullish(),
  valid_through: z.string().nullish(),
  expired_date: z.string().nullish(),
});
// Sources disagree: a list of assets, one alone, or nothing.
const Assets = z
  .union([z.array(Asset), Asset.transform((one) => [one])])
  .nullish()
  .transform((assets) =>
    (assets ?? []).flatMap(({ remain, total, valid_through, expired_date }): MessageQuota[] => {
      if (remain == null) return [];
      return [{ remaining: remain, total: total ?? null, until: valid_through ?? expired_date ?? null }];
    }),
  );
const PACKAGE_QUOTA = { quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' };

export function createOpenApiClient({ baseUrl, proofSecret, ...transport }: OpenApiOptions): OpenApiClient {
  const headersFor = (token: string): Record<string, string> => ({
    access_token: token,
    ...(proofSecret ? { appsecret_proof: createHmac('sha256', proofSecret).update(token).digest('hex') } : {}),
  });

  function post<T>(token: string, path: string, body: object, schema: z.ZodType<T>): Promise<Result<T>> {
    return call(transport, {
      host: 'openapi',
      url: `${baseUrl}${path}`,
      method: 'POST',
      headers: { ...headersFor(token), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      schema,
    });
  }

  function get<T>(token: string, path: string, schema: z.ZodType<T>, data?: object): Promise<Result<T>> {
    const query = data ? `?data=${encodeURIComponent(JSON.stringify(data))}` : '';
    const url = `${baseUrl}${path}${query}`;
    return call(transport, { host: 'openapi', url, method: 'GET', headers: headersFor(token), schema });
  }

  function upload<T>(token: string, path: string, { name, mime, bytes }: Upload, schema: z.ZodType<T>) {
    const body = new FormData();
    body.set('file', new Blob([Uint8Array.from(bytes)], { type: mime }), name);
    return call(transport, {
      host: 'openapi',
      url: `${baseUrl}${path}`,
      method: 'POST',
      headers: headersFor(token),
      body,
      schema,
    });
  }

  return {
    send: (token, version, userId, message) =>
      post(
        token,
        version === 'v3.0' ? '/v3.0/oa/message/cs' : '/v2.0/oa/message',
        { recipient: { user_id: userId }, message },
        Sent,
      ),
    sendTemplate: (token, userId, templateId, data) =>
      post(token, '/v3.0/oa/message/template', { user_id: userId, template_id: templateId, template_data: data }, Sent),
    uploadImage: (token, file) => upload(token, '/v2.0/oa/upload/image', file, ImageUpload),
    uploadFile: (token, file) => upload(token, '/v2.0/oa/upload/file', file, FileUpload),
    account: (token) => get(token, '/v2.0/oa/getoa', Account),
    user: (token, userId) => get(token, '/v3.0/oa/user/detail', User, { user_id: userId }),
    lastInteraction: (token, userId) => post(token, '/v3.0/oa/quota/message', { user_id: userId }, LastInteraction),
    messageQuota: (token) => post(token, '/v3.0/oa/quota/message', PACKAGE_QUOTA, Assets),
  };
}
