import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { IssuedLink } from '../office/accounts/one-time-link.ts';
import type { ConsoleParts } from './parts.ts';

/** Of a one-time link, as somebody opens it. */
export function linkAddress({ origin }: ConsoleParts, request: FastifyRequest, { token }: IssuedLink): string {
  const base = origin.publicUrl ?? `${request.protocol}://${request.host}`;
  return `${base.replace(/\/+$/, '')}/console/link?token=${token}`;
}

/** False: not sent, so it must be shown to copy. */
export async function sendLink({ mail }: ConsoleParts, link: IssuedLink, address: string): Promise<boolean> {
  if (!mail) return false;
  const text = `Chào anh/chị ${link.name},

Mở đường dẫn sau để đặt mật khẩu vào trang cán bộ OCOP Thanh Hóa. Đường dẫn dùng một lần, trong 48 giờ:

${address}

Nếu anh/chị không yêu cầu, xin bỏ qua thư này.`;
  return mail({
    to: link.email,
    subject: 'Đặt mật khẩu trang cán bộ OCOP',
    text,
    id: `link-${randomUUID()}`,
  });
}
