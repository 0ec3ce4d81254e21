import { z } from 'zod';
import { showProblems } from '../../../notifications/members/problems.ts';
import type { Action } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import type { MadeFile } from '../../../office/services/documents.ts';
import {
  importMembers,
  memberTemplate,
  previewMembers,
  reportMembers,
} from '../../../office/services/imports/import-members.ts';
import {
  importResults,
  previewResults,
  reportResults,
  resultTemplate,
} from '../../../office/services/imports/import-results.ts';
import type { ImportPreview } from '../../../office/services/imports/read-import.ts';
import type { Office } from '../../../office/services/office.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { FileField, HiddenField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { Table } from '../../components/table.tsx';
import type { NoticeCode } from '../../notices.ts';
import { action, type ConsoleRoute, download, give, go, page, show } from '../../page.ts';
import { FormError } from '../../problem.ts';
import { keptFile, uploadOf } from '../../upload.ts';
import { MemberTabs } from './tabs.tsx';

const MEGABYTES = 5;
const LARGEST = MEGABYTES * 1024 * 1024;

interface ListImport {
  readonly path: string;
  readonly access: Action;
  readonly title: string;
  /** What comes of it, before and after. */
  readonly about: string;
  readonly write: string;
  readonly done: NoticeCode;
  readonly doneTo: string;
  readonly makeTemplate: (officer: Officer) => Promise<MadeFile>;
  readonly preview: (office: Office, officer: Officer, bytes: Buffer) => Promise<ImportPreview>;
  readonly report: (office: Office, officer: Officer, bytes: Buffer) => Promise<MadeFile>;
  readonly keep: (
    office: Office,
    officer: Officer,
    list: { readonly bytes: Buffer; readonly digest: string },
  ) => Promise<unknown>;
}

/** A list as XLSX: looked at first, with what is wrong in each row, then written as a whole. */
function importPages(list: ListImport): ConsoleRoute[] {
  const { path, access, title } = list;
  const at = `/console${path}`;
  const choose = page({
    path,
    access,
    load: async () => null,
    render: (_nothing, { officer }) => ({
      title,
      body: (
        <>
          <h1>{title}</h1>
          <MemberTabs officer={officer} />
          <p class="prose">{list.about}</p>
          <p>
            <a href={`${at}/template`}>Tải tệp mẫu (Excel)</a>
          </p>
          <Form action={`${at}/preview`} multipart>
            <FileField
              name="file"
              label="Tệp danh sách"
              accept=".xlsx"
              hint={`Excel (.xlsx) không macro, đến ${MEGABYTES} MB. Bước sau mới ghi.`}
            />
            <SubmitButton>Xem trước</SubmitButton>
          </Form>
        </>
      ),
    }),
  });
  const kept = z.strictObject({ kept: keptFile, digest: z.string().regex(/^[0-9a-f]{64}$/) });
  return [
    choose,
    download({ path: `${path}/template`, access, load: ({ officer }) => list.makeTemplate(officer) }),
    action({
      path: `${path}/preview`,
      access,
      upload: LARGEST,
      body: z.strictObject({ file: uploadOf(MEGABYTES).describe('Tệp danh sách') }),
      back: choose,
      async run({ parts, officer, body: { file } }) {
        const preview = await list.preview(parts.office, officer, file.bytes);
        if (preview.problem !== null) throw new FormError('Chưa có gì được ghi.', { file: preview.problem });
        return show({
          title: `Xem trước: ${title}`,
          body: <Preview list={list} preview={preview} kept={file.bytes.toString('base64')} />,
        });
      },
    }),
    action({
      path: `${path}/report`,
      access,
      upload: LARGEST,
      body: kept,
      back: choose,
      run: async ({ parts, officer, body }) => give(await list.report(parts.office, officer, body.kept)),
    }),
    action({
      path,
      access,
      upload: LARGEST,
      body: kept,
      back: choose,
      async run({ parts, officer, body }) {
        await list.keep(parts.office, officer, { bytes: body.kept, digest: body.digest });
        return go(list.doneTo, list.done);
      },
    }),
  ];
}

function Preview({
  list,
  preview,
  kept,
}: {
  readonly list: ListImport;
  readonly preview: ImportPreview;
  readonly kept: string;
}) {
  const { counts, rows, unknownHeads, digest } = preview;
  const at = `/console${list.path}`;
  const writes = counts.new + counts.changed;
  return (
    <>
      <Crumbs trail={[{ href: at, label: '← Chọn tệp khác' }]} />
      <h1>Xem trước: {list.title}</h1>
      <dl class="figures">
        <Figure name="Dòng mới" value={counts.new} />
        <Figure name="Dòng thay đổi" value={counts.changed} />
        <Figure name="Giữ nguyên" value={counts.same} />
        <Figure name="Dòng sai" value={counts.errors} />
      </dl>
      {unknownHeads.length > 0 ? <p class="notice warning">Không đọc các cột: {unknownHeads.join(', ')}.</p> : null}
      {counts.errors > 0 ? (
        <p class="notice warning">Còn dòng sai thì chưa dòng nào được ghi. Anh/chị sửa trong tệp rồi chọn lại.</p>
      ) : null}
      <div class="buttons">
        {counts.errors === 0 && writes > 0 ? (
          <Form action={at} multipart>
            <Kept kept={kept} digest={digest} />
            <SubmitButton>
              {list.write} {writes.toLocaleString('vi-VN')} dòng
            </SubmitButton>
          </Form>
        ) : null}
        {rows.length > 0 ? (
          <Form action={`${at}/report`} multipart>
            <Kept kept={kept} digest={digest} />
            <SubmitButton kind="second">Tải tệp kèm cột Lỗi</SubmitButton>
          </Form>
        ) : null}
        <a href={at}>Chọn tệp khác</a>
      </div>
      {counts.errors === 0 && writes === 0 ? <p>Danh sách đã có đủ, không có gì để ghi.</p> : null}
      {rows.length > 0 ? (
        <Table
          caption="Dòng sai trước, rồi dòng có lưu ý"
          rows={rows.map((one) => ({ id: String(one.row), ...one }))}
          columns={[
            { head: 'Dòng', names: true, cell: ({ row }) => `Dòng ${row}` },
            { head: 'Lỗi', cell: ({ errors }) => <span class="kept">{showProblems(errors)}</span> },
            { head: 'Lưu ý', cell: ({ notes }) => <span class="kept">{showProblems(notes)}</span> },
          ]}
        />
      ) : null}
    </>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value.toLocaleString('vi-VN')}</dd>
    </div>
  );
}

function Kept({ kept, digest }: { readonly kept: string; readonly digest: string }) {
  return (
    <>
      <HiddenField name="kept" value={kept} />
      <HiddenField name="digest" value={digest} />
    </>
  );
}

export const listImportPages = [
  ...importPages({
    path: '/members/import',
    access: 'member.import',
    title: 'Nhập danh sách chủ thể',
    about:
      'Mỗi sản phẩm một dòng. Cột bắt buộc là “Tên chủ thể” và “Xã, phường”; xã cũ được đổi sang xã mới. Nhập lại tệp cũ không đổi gì.',
    write: 'Ghi',
    done: 'members-imported',
    doneTo: '/console/members',
    makeTemplate: memberTemplate,
    preview: previewMembers,
    report: reportMembers,
    keep: importMembers,
  }),
  ...importPages({
    path: '/members/results',
    access: 'result.enter',
    title: 'Nhập kết quả đánh giá',
    about: 'Mỗi hồ sơ một dòng, theo mã phiếu hoặc mã số sản phẩm. Ghi xong, từng chủ thể được báo kết quả của mình.',
    write: 'Ghi và báo kết quả',
    done: 'results-imported',
    doneTo: '/console/members/results',
    makeTemplate: resultTemplate,
    preview: previewResults,
    report: reportResults,
    keep: importResults,
  }),
];
