import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { role } from '../../office/roles.ts';

const stars = z.union([z.literal(3), z.literal(4), z.literal(5)]);

const schema = z.strictObject({
  note: z.string(),
  staff: z.array(z.strictObject({ email: z.email(), name: z.string(), role, units: z.array(z.string()) })),
  producers: z.array(
    z.strictObject({
      name: z.string(),
      person: z.string(),
      unit: z.string(),
      product: z.string(),
      /** When they began the form. */
      daysAgo: z.int().min(1),
      /** How far their dossier has come; `received`: sent, and its paper is there. */
      goal: z.enum(['draft', 'submitted', 'received', 'returned', 'accepted', 'forwarded', 'evaluated', 'withdrawn']),
      /** The question at which a draft was left. */
      until: z.string().optional(),
      receivedDaysAgo: z.int().optional(),
      points: z.number().optional(),
      stars: stars.nullable().optional(),
    }),
  ),
  waiting: z.array(z.strictObject({ producer: z.string(), words: z.string(), minutesAgo: z.int() })),
  questions: z.array(z.string()),
  members: z.array(
    z.strictObject({
      name: z.string(),
      unit: z.string(),
      phone: z.string(),
      product: z.string(),
      stars,
      expiresInDays: z.int(),
    }),
  ),
  events: z.array(
    z.strictObject({
      kind: z.enum(['fair', 'training']),
      title: z.string(),
      place: z.string(),
      inDays: z.int().min(1),
      capacity: z.int().nullable(),
      unit: z.string().nullable(),
    }),
  ),
});

export type DemoProvince = z.output<typeof schema>;
export type DemoProducer = DemoProvince['producers'][number];

export function readDemoProvince(): DemoProvince {
  return schema.parse(JSON.parse(readFileSync(new URL('./province.json', import.meta.url), 'utf8')));
}
