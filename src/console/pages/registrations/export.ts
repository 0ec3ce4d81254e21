import { z } from 'zod';
import { requestExport } from '../../../office/services/exports/exports.ts';
import { action, go } from '../../page.ts';
import { searchBody, searchOf } from './filters.ts';
import { registrationsPage } from './list.tsx';

/** Everything that the list finds, over all its pages, as a file that is written in the background. */
const exportAction = action({
  path: '/registrations/export',
  access: 'registration.export',
  body: searchBody.extend({ as: z.enum(['xlsx', 'zip']) }),
  back: registrationsPage,
  async run({ parts: { office, exports }, officer, body: { as: kind, text, ...filters } }) {
    const search = { ...searchOf(filters, officer), ...(text.trim() ? { text: text.trim() } : {}) };
    const id = await requestExport(office, officer, exports, { search, kind });
    return go(`/console/exports/${id}`);
  },
});

export const exportPages = [exportAction];
