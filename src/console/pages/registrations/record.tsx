import { z } from 'zod';
import { id as uuid, withId } from '../../../office/http/schemas.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import { accept } from '../../../office/services/accept.ts';
import { assign } from '../../../office/services/assign.ts';
import { assignableTo, namesOf } from '../../../office/services/colleagues.ts';
import { DOCUMENT_KINDS, makeDocument } from '../../../office/services/documents.ts';
import { forward } from '../../../office/services/forward.ts';
import { addNote } from '../../../office/services/note.ts';
import { viewRegistration } from '../../../office/services/view-registration.ts';
import { AppError } from '../../../platform/errors.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { optional, textOf, version } from '../../form-fields.ts';
import { action, download, go, page } from '../../page.ts';
import { recordAddress } from './address.ts';
import { Answers } from './answers.tsx';
import { Assignment, Attachments, Documents, Notes } from './beside.tsx';
import { changed } from './changed.ts';
import { History } from './history.tsx';
import { type RecordData, titleOf } from './record-data.ts';
import { RecordHead } from './record-head.tsx';
import { Steps } from './steps.tsx';

export const recordPage = page({
  path: '/registrations/:id',
  access: 'registration.view',
  params: withId,
  async load({ parts: { office, attachments }, officer, params }): Promise<RecordData> {
    const record = await viewRegistration(office, officer, params.id);
    const staff = [
      record.assigneeId,
      record.consent?.recordedBy ?? null,
      ...[...record.assessments, ...record.returns, ...record.notes].map(({ by }) => by),
      ...record.history.map(({ who }) => who),
    ];
    const assigns = PERMISSIONS[officer.role].has('registration.assign');
    return {
      record,
      attachments: await attachments.list(record.id),
      names: await namesOf(office, officer, staff),
      colleagues: assigns ? await assignableTo(office, officer, record.unit) : [],
      officer,
    };
  },
  render: (data) => ({
    title: titleOf(data.record),
    body: (
      <>
        <Crumbs trail={[{ href: '/console/registrations', label: '← Danh sách hồ sơ' }]} />
        <RecordHead record={data.record} />
        <Steps data={data} />
        <div class="record">
          <div>
            <Answers record={data.record} />
            <History data={data} />
          </div>
          <div>
            <Attachments data={data} />
            <Documents data={data} />
            <Assignment data={data} />
            <Notes data={data} />
          </div>
        </div>
      </>
    ),
  }),
});

const onlyVersion = z.strictObject({ version });

const acceptAction = action({
  path: '/registrations/:id/accept',
  access: 'registration.accept',
  params: withId,
  body: onlyVersion,
  back: recordPage,
  run: async ({ parts, officer, params, body }) =>
    changed(params.id, await accept(parts.office, officer, { ...params, ...body }), 'accepted'),
});

const forwardAction = action({
  path: '/registrations/:id/forward',
  access: 'registration.forward',
  params: withId,
  body: onlyVersion,
  back: recordPage,
  run: async ({ parts, officer, params, body }) =>
    changed(params.id, await forward(parts.office, officer, { ...params, ...body }), 'forwarded', 'forwarded-untold'),
});

const noteAction = action({
  path: '/registrations/:id/notes',
  access: 'registration.note',
  params: withId,
  body: z.strictObject({ version, text: textOf(3_000).describe('Ghi chú') }),
  back: recordPage,
  async run({ parts, officer, params, body }) {
    await addNote(parts.office, officer, { ...params, ...body });
    return go(recordAddress(params.id), 'note-added');
  },
});

const assignAction = action({
  path: '/registrations/:id/assignee',
  access: 'registration.assign',
  params: withId,
  body: z.strictObject({ version, assigneeId: optional(uuid).describe('Người xử lý') }),
  back: recordPage,
  async run({ parts, officer, params, body }) {
    await assign(parts.office, officer, { ...params, ...body });
    return go(recordAddress(params.id), 'assigned');
  },
});

const documentDownload = download({
  path: '/registrations/:id/documents/:kind',
  access: 'registration.document',
  params: z.strictObject({ id: uuid, kind: z.enum(DOCUMENT_KINDS) }),
  load: ({ parts, officer, params }) => makeDocument(parts.office, officer, params),
});

const attachmentDownload = download({
  path: '/attachments/:id',
  access: 'attachment.read',
  params: withId,
  async load({ parts, officer, params }) {
    const file = await parts.attachments.read(officer, params.id);
    if (!file) throw new AppError('not-in-scope', `attachment ${params.id}`);
    return file;
  },
});

export const recordPages = [
  recordPage,
  acceptAction,
  forwardAction,
  noteAction,
  assignAction,
  documentDownload,
  attachmentDownload,
];
