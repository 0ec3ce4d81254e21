import { z } from 'zod';
import { id } from '../../../office/http/schemas.ts';
import { exportRegistrations } from '../../../office/services/documents.ts';
import { action, give } from '../../page.ts';
import { registrationsPage } from './list.tsx';

const MOST = 200;

const exportAction = action({
  path: '/registrations/export',
  access: 'registration.export',
  body: z.strictObject({
    ids: z
      .string()
      .max(MOST * 40)
      .transform((text) => text.split(','))
      .pipe(z.array(id).min(1).max(MOST)),
    as: z.enum(['xlsx', 'zip']),
  }),
  back: registrationsPage,
  run: async ({ parts, officer, body }) => give(await exportRegistrations(parts.office, officer, body)),
});

export const exportPages = [exportAction];
