import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import { addSection, changeLabels } from '../../../office/services/knowledge/drafts.ts';
import { dropDraft, giveBackDraft, publishDraft, submitDraft } from '../../../office/services/knowledge/review.ts';
import { dayOf, optional, textOf, version } from '../../form-fields.ts';
import { action, go } from '../../page.ts';
import { draftPage } from './draft.tsx';
import { draftAddress } from './draft-address.ts';

const seen = z.strictObject({ version });
const LONGEST_TITLE = 500;

const labelsAction = action({
  path: '/knowledge/drafts/:id/labels',
  access: 'knowledge.change',
  params: withId,
  body: z
    .strictObject({
      version,
      title: textOf(LONGEST_TITLE).describe('Tên đầy đủ'),
      shortTitle: textOf(80).describe('Tên ngắn'),
      validFrom: optional(dayOf).describe('Có hiệu lực từ'),
      validTo: optional(dayOf).describe('Hết hiệu lực sau'),
    })
    .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
      path: ['validTo'],
      message: 'đứng trước ngày có hiệu lực.',
    }),
  back: draftPage,
  async run({ parts, officer, params: { id }, body: { version: seenVersion, ...labels } }) {
    await changeLabels(parts.office, officer, { id, version: seenVersion }, labels);
    return go(draftAddress(id), 'draft-saved');
  },
});

const addAction = action({
  path: '/knowledge/drafts/:id/sections',
  access: 'knowledge.change',
  params: withId,
  body: z.strictObject({ version, title: textOf(LONGEST_TITLE).describe('Thêm một mục') }),
  back: draftPage,
  async run({ parts, officer, params: { id }, body }) {
    const index = await addSection(parts.office, officer, { id, version: body.version }, body.title);
    return go(draftAddress(id, `/sections/${index}`));
  },
});

const submitAction = action({
  path: '/knowledge/drafts/:id/submit',
  access: 'knowledge.change',
  params: withId,
  body: seen,
  back: draftPage,
  async run({ parts, officer, params, body }) {
    await submitDraft(parts.office, officer, { ...params, ...body });
    return go(draftAddress(params.id), 'draft-submitted');
  },
});

const publishAction = action({
  path: '/knowledge/drafts/:id/publish',
  access: 'knowledge.review',
  params: withId,
  body: seen,
  back: draftPage,
  async run({ parts, officer, params, body }) {
    await publishDraft(parts.office, officer, { ...params, ...body });
    return go('/console/knowledge', 'draft-published');
  },
});

const giveBackAction = action({
  path: '/knowledge/drafts/:id/give-back',
  access: 'knowledge.review',
  params: withId,
  body: z.strictObject({ version, remark: textOf(2_000).describe('Cần sửa gì') }),
  back: draftPage,
  async run({ parts, officer, params, body }) {
    await giveBackDraft(parts.office, officer, { ...params, ...body });
    return go(draftAddress(params.id), 'draft-given-back');
  },
});

const dropAction = action({
  path: '/knowledge/drafts/:id/drop',
  access: 'knowledge.change',
  params: withId,
  body: seen,
  back: draftPage,
  async run({ parts, officer, params, body }) {
    await dropDraft(parts.office, officer, { ...params, ...body });
    return go('/console/knowledge/drafts', 'draft-dropped');
  },
});

export const draftStepPages = [labelsAction, addAction, submitAction, publishAction, giveBackAction, dropAction];
