import { z } from 'zod';
import { exportRegistrations } from '../../../office/services/documents.ts';
import { findRegistrations } from '../../../office/services/search-registrations.ts';
import { action, give } from '../../page.ts';
import { FormError } from '../../problem.ts';
import { searchBody, searchOf } from './filters.ts';
import { registrationsPage } from './list.tsx';

/** The writers of Word files take about a tenth of a second a registration. */
export const MOST_EXPORTED = 200;

/** Everything that the list finds, over all its pages, as files. */
const exportAction = action({
  path: '/registrations/export',
  access: 'registration.export',
  body: searchBody.extend({ as: z.enum(['xlsx', 'zip']) }),
  back: registrationsPage,
  async run({ parts: { office }, officer, body: { as, text, ...filters } }) {
    const search = { ...searchOf(filters, officer), ...(text.trim() ? { text: text.trim() } : {}) };
    const { total, ids } = await findRegistrations(office, officer, search, MOST_EXPORTED);
    if (total > MOST_EXPORTED) {
      throw new FormError(
        `Mỗi lần tải nhiều nhất ${MOST_EXPORTED} hồ sơ, danh sách này có ${total}. Anh/chị lọc hẹp lại.`,
      );
    }
    if (total === 0) throw new FormError('Danh sách không có hồ sơ nào để tải.');
    return give(await exportRegistrations(office, officer, { ids, as }));
  },
});

export const exportPages = [exportAction];
