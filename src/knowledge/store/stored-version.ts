import { createHash } from 'node:crypto';
import { z } from 'zod';

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const headerSchema = z.object({
  number: z.string().nullable(),
  issued: z.string().nullable(),
  issuer: z.string().nullable(),
  kind: z.string().nullable(),
  title: z.string().nullable(),
});

const sectionSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  path: z.array(z.string()),
  paragraphs: z.array(z.string()),
  tables: z.array(z.array(z.array(z.string()))),
});

/** Everything of an imported text that answers depend on; what its hash is taken of. */
export const contentSchema = z.object({
  document: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/),
  title: z.string().min(1),
  shortTitle: z.string().min(1),
  validFrom: isoDate.nullable(),
  validTo: isoDate.nullable(),
  header: headerSchema,
  sections: z.array(sectionSchema).min(1),
  /** Only sections of the program's own document that an office tells otherwise; the others stay. */
  amends: z.boolean().optional(),
});

export type StoredContent = z.infer<typeof contentSchema>;

/** A version as processes read it to answer from it. */
export interface CurrentVersion extends StoredContent {
  readonly version: number;
}

/** The same content gives the same hash, whenever and from whatever file it was read. */
export function hashOf(content: StoredContent): string {
  const { document, title, shortTitle, validFrom, validTo, header, sections, amends } = contentSchema.parse(content);
  const told = [document, title, shortTitle, validFrom, validTo, header, sections, ...(amends ? ['amends'] : [])];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex');
}
