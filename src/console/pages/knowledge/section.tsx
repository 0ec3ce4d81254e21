import { z } from 'zod';
import { id } from '../../../office/http/schemas.ts';
import { changeSection, paragraphsOf, removeSection } from '../../../office/services/knowledge/drafts.ts';
import { viewDraft } from '../../../office/services/knowledge/review.ts';
import { AppError } from '../../../platform/errors.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { HiddenField, TextArea, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { textOf, version, wholeNumber } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';
import { draftAddress } from './draft-address.ts';

/** Sections of a draft are named by their place: their own numbers are for people. */
const ofSection = z.strictObject({ id, index: wholeNumber(0, 10_000) });
const LONGEST_TEXT = 60_000;

const sectionPage = page({
  path: '/knowledge/drafts/:id/sections/:index',
  access: 'knowledge.change',
  params: ofSection,
  async load({ parts, officer, params: { id, index } }) {
    const draft = await viewDraft(parts.office, officer, parts.documents, id);
    const section = draft.content.sections[index];
    if (!section || draft.status !== 'draft') throw new AppError('not-found', `section ${index}`);
    return { draft, section };
  },
  render: ({ draft, section }, { params: { id, index } }) => ({
    title: `Sửa mục ${section.id}`,
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: draftAddress(id), label: `← ${draft.shortTitle}` }]} />
        <h1>Mục {section.id}</h1>
        <Form action={draftAddress(id, `/sections/${index}`)}>
          <HiddenField name="version" value={draft.version} />
          <TextField name="title" label="Tên mục" value={section.title} />
          <TextArea
            name="text"
            label="Nội dung"
            rows={16}
            value={section.paragraphs.join('\n\n')}
            hint="Mỗi ý một đoạn, đứng riêng cũng hiểu được: viết rõ ai, việc gì, số nào. Trợ lý trích nguyên đoạn."
          />
          {section.tables.length > 0 ? <p class="quiet">Mục này có {section.tables.length} bảng, giữ nguyên.</p> : null}
          <div class="buttons">
            <SubmitButton>Lưu mục</SubmitButton>
            <SubmitButton kind="second" name="remove" value="yes">
              {draft.content.amends ? 'Trả mục này về bản gốc' : 'Bỏ mục này'}
            </SubmitButton>
          </div>
        </Form>
      </div>
    ),
  }),
});

const saveAction = action({
  path: '/knowledge/drafts/:id/sections/:index',
  access: 'knowledge.change',
  params: ofSection,
  body: z.strictObject({
    version,
    title: textOf(500).describe('Tên mục'),
    text: z
      .string()
      .max(LONGEST_TEXT)
      .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n'))
      .describe('Nội dung'),
    remove: z.literal('yes').optional(),
  }),
  back: sectionPage,
  async run({ parts: { office }, officer, params: { id, index }, body: { version: seen, title, text, remove } }) {
    const target = { id, version: seen };
    if (remove) await removeSection(office, officer, target, index);
    else await changeSection(office, officer, target, { index, title, paragraphs: paragraphsOf(text) });
    return go(draftAddress(id), 'draft-saved');
  },
});

export const sectionPages = [sectionPage, saveAction];
