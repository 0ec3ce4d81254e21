import type { ComponentChildren } from 'preact';
import { PERMISSIONS } from '../../../office/permissions.ts';
import { HiddenField, SelectField, TextArea } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { showInstant } from '../../words.ts';
import { recordAddress } from './address.ts';
import type { RecordData } from './record-data.ts';

function Part({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

export function Attachments({ data: { attachments, officer } }: { readonly data: RecordData }) {
  const opens = PERMISSIONS[officer.role].has('attachment.read');
  return (
    <Part id="attachments" title="Ảnh, giấy tờ chủ thể gửi">
      {attachments.length === 0 ? (
        <p class="quiet">Chưa có tệp nào.</p>
      ) : (
        <ul class="plain">
          {attachments.map(({ id, name, kind, size }) => (
            <li key={id}>
              {opens ? <a href={`/console/attachments/${id}`}>{name}</a> : name}
              <small>
                {kind.toUpperCase()}, {showSize(size)}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

function showSize(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1_000) return `${Math.max(1, Math.round(kilobytes))} KB`;
  return `${(kilobytes / 1024).toFixed(1).replace('.', ',')} MB`;
}

const DOCUMENTS = [
  { kind: 'mau-01', label: 'Mẫu số 01: phiếu đăng ký' },
  { kind: 'mau-02', label: 'Mẫu số 02: phương án kinh doanh' },
  { kind: 'mau-03', label: 'Mẫu số 03: báo cáo của xã' },
] as const;

export function Documents({ data: { record, officer } }: { readonly data: RecordData }) {
  if (!PERMISSIONS[officer.role].has('registration.document')) return null;
  return (
    <Part id="documents" title="Tải mẫu đã điền (Word)">
      <ul class="plain">
        {DOCUMENTS.map(({ kind, label }) => (
          <li key={kind}>
            <a href={recordAddress(record.id, `/documents/${kind}`)}>{label}</a>
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Assignment({ data: { record, names, colleagues, officer } }: { readonly data: RecordData }) {
  const { assigneeId, id, version } = record;
  const current = assigneeId === null ? 'Chưa giao ai.' : (names.get(assigneeId) ?? 'Một tài khoản không còn.');
  return (
    <Part id="assignment" title="Người xử lý">
      <p>{current}</p>
      {PERMISSIONS[officer.role].has('registration.assign') ? (
        <details>
          <summary>Giao cho người khác</summary>
          <Form action={recordAddress(id, '/assignee')}>
            <HiddenField name="version" value={version} />
            <SelectField
              name="assigneeId"
              label="Giao cho"
              value={assigneeId ?? ''}
              options={[
                { value: '', label: 'Chưa giao ai' },
                ...colleagues.map((one) => ({ value: one.id, label: one.name })),
              ]}
            />
            <SubmitButton kind="second">Giao</SubmitButton>
          </Form>
        </details>
      ) : null}
    </Part>
  );
}

export function Notes({ data: { record, names, officer } }: { readonly data: RecordData }) {
  return (
    <Part id="notes" title="Ghi chú nội bộ">
      <ul class="plain">
        {record.notes.map(({ text, by, at }) => (
          <li key={`${at}-${by}`}>
            <p class="kept">{text}</p>
            <small>
              {names.get(by) ?? 'Một tài khoản không còn'}, {showInstant(at)}
            </small>
          </li>
        ))}
      </ul>
      {PERMISSIONS[officer.role].has('registration.note') ? (
        <Form action={recordAddress(record.id, '/notes')}>
          <HiddenField name="version" value={record.version} />
          <TextArea name="text" label="Thêm ghi chú" hint="Chỉ đồng nghiệp thấy." rows={3} />
          <SubmitButton kind="second">Lưu ghi chú</SubmitButton>
        </Form>
      ) : null}
    </Part>
  );
}
