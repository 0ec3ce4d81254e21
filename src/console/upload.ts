import type {} from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/** A file of a form, read whole. */
export interface Upload {
  readonly name: string;
  readonly bytes: Buffer;
}

const MOST_FIELDS = 30;

/**
 * The fields of a form that carries a file, as other forms have them, with the file under its field. Reading stops at
 * `mostBytes`; what is longer is told by `uploadOf`.
 */
export async function readUpload(request: FastifyRequest, mostBytes: number): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  const fieldSize = Math.ceil((mostBytes * 4) / 3) + 4;
  const limits = { fileSize: mostBytes, fieldSize, files: 1, fields: MOST_FIELDS, parts: MOST_FIELDS + 1 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      fields[part.fieldname] = { name: part.filename ?? '', bytes, whole: !part.file.truncated };
    } else {
      fields[part.fieldname] = part.value;
    }
  }
  return fields;
}

const sent = z.object({ name: z.string(), bytes: z.instanceof(Buffer), whole: z.boolean() });

/** A field of a form with `upload`; a browser sends an empty file where none was chosen. */
export const uploadOf = (megabytes: number) =>
  z
    .custom<z.output<typeof sent>>((value) => sent.safeParse(value).success, 'chưa chọn tệp.')
    .refine(({ bytes, name }) => bytes.length > 0 || name !== '', 'chưa chọn tệp.')
    .refine(({ whole }) => whole, `tệp lớn hơn ${megabytes} MB.`)
    .transform(({ name, bytes }): Upload => ({ name, bytes }));

/** A file that was looked at, as a hidden field of the form that goes on with it: nothing of it stays here between. */
export const keptFile = z
  .base64('Xin chọn lại tệp.')
  .min(1)
  .transform((text) => Buffer.from(text, 'base64'));
