import { z } from 'zod';
import { importDraft, LARGEST_FILE } from '../../../office/services/knowledge/drafts.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { FileField, TextField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { optional } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';
import { FormError } from '../../problem.ts';
import { uploadOf } from '../../upload.ts';

const MEGABYTES = LARGEST_FILE / 1024 / 1024;

const importPage = page({
  path: '/knowledge/import',
  access: 'knowledge.change',
  load: async () => null,
  render: () => ({
    title: 'Nhập văn bản',
    body: (
      <div class="narrow">
        <Crumbs trail={[{ href: '/console/knowledge', label: '← Tri thức' }]} />
        <h1>Nhập văn bản</h1>
        <p>
          Tệp thành một bản thảo để anh/chị xem các mục nhận ra được. Trợ lý chỉ dùng bản ấy sau khi một cán bộ khác
          duyệt.
        </p>
        <Form action="/console/knowledge/import" multipart>
          <FileField
            name="file"
            label="Tệp văn bản"
            accept=".docx,.pdf,.md,.txt"
            hint={`Word (.docx), PDF có chữ, .md hoặc .txt, đến ${MEGABYTES} MB.`}
          />
          <TextField
            name="document"
            label="Mã văn bản"
            required={false}
            width="medium"
            hint="Bỏ trống thì lấy theo số và năm, ví dụ kh-31-2027. Trùng mã với văn bản đang có thì là phiên bản mới của nó."
          />
          <SubmitButton>Xem các mục</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const importAction = action({
  path: '/knowledge/import',
  access: 'knowledge.change',
  upload: LARGEST_FILE,
  body: z.strictObject({
    file: uploadOf(MEGABYTES).describe('Tệp văn bản'),
    document: optional(
      z
        .string()
        .trim()
        .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'chỉ gồm chữ thường không dấu, số và gạch nối.'),
    ).describe('Mã văn bản'),
  }),
  back: importPage,
  async run({ parts, officer, body: { file, document } }) {
    const read = await importDraft(parts.office, officer, parts.documents, { ...file, document });
    if (read.kind === 'refused') throw new FormError(read.text, { file: read.text });
    return go(`/console/knowledge/drafts/${read.id}`, 'draft-begun');
  },
});

export const importPages = [importPage, importAction];
