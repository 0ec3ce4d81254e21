import { z } from 'zod';
import { EVENT_KINDS, eventKind, eventKindId } from '../../../notifications/events/kinds.ts';
import { showShortDay } from '../../../notifications/events/show.ts';
import { withId } from '../../../office/http/schemas.ts';
import type { Officer } from '../../../office/roles.ts';
import { createEvent, editEvent } from '../../../office/services/events/save-event.ts';
import { listEvents, viewOwnEvent } from '../../../office/services/events/view-events.ts';
import type { Office } from '../../../office/services/office.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { HiddenField, type Option } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { choiceInAddress, version } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';
import { checkEventForm, EVENT_FIELDS, EventFields, eventInputOf } from './event-form.tsx';

/** Events whose replies may choose an audience: those to come first, then the newest past ones. */
export async function eventOptions(office: Office, officer: Officer): Promise<Option[]> {
  const [ahead, past] = await Promise.all([listEvents(office, officer), listEvents(office, officer, { past: true })]);
  return [...ahead, ...past]
    .filter(({ status, takesReplies }) => status !== 'draft' && takesReplies)
    .map(({ id, title, startsAt }) => ({ value: id, label: `${title}, ${showShortDay(startsAt)}` }));
}

const newEventPage = page({
  path: '/events/new',
  access: 'event.create',
  query: z.object({ kind: choiceInAddress(eventKindId) }),
  load: ({ parts, officer }) => eventOptions(parts.office, officer),
  render: (events, { query: { kind }, officer }) => ({
    title: 'Thêm sự kiện',
    body: (
      <div class="prose">
        <Crumbs
          trail={
            kind
              ? [{ href: '/console/events/new', label: '← Chọn loại khác' }]
              : [{ href: '/console/events', label: '← Sự kiện' }]
          }
        />
        <h1>{kind ? `Thêm: ${eventKind(kind).label}` : 'Thêm sự kiện'}</h1>
        {kind ? (
          <Form action="/console/events">
            <EventFields start={{ kind }} officer={officer} events={events} />
            <SubmitButton>Lưu bản nháp</SubmitButton>
            <p class="quiet">Chưa ai được báo. Bước sau anh/chị xem lời mời và số người nhận rồi mới công bố.</p>
          </Form>
        ) : (
          <Kinds />
        )}
      </div>
    ),
  }),
});

function Kinds() {
  return (
    <>
      <p>Chọn loại sự kiện: lời mời, giấy tờ mang theo và lịch nhắc theo loại này.</p>
      <ul class="tiles">
        {EVENT_KINDS.map(({ id, label, takesReplies }) => (
          <li key={id}>
            <a class="tile" href={`/console/events/new?kind=${id}`}>
              <span>{label}</span>
              <small>{takesReplies ? 'Có đăng ký' : 'Chỉ báo tin'}</small>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

const createAction = action({
  path: '/events',
  access: 'event.create',
  body: z.strictObject(EVENT_FIELDS).superRefine(checkEventForm),
  back: newEventPage,
  backQuery: ({ kind }) => ({ kind }),
  async run({ parts: { office }, officer, body }) {
    const { id } = await createEvent(office, officer, eventInputOf(body, office.now()));
    return go(`/console/events/${id}`, 'event-saved');
  },
});

const editPage = page({
  path: '/events/:id/edit',
  access: 'event.change',
  params: withId,
  async load({ parts, officer, params }) {
    const [event, events] = await Promise.all([
      viewOwnEvent(parts.office, officer, params.id),
      eventOptions(parts.office, officer),
    ]);
    return { event, events };
  },
  render: ({ event, events }, { officer }) => ({
    title: 'Sửa sự kiện',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: `/console/events/${event.id}`, label: `← ${event.title}` }]} />
        <h1>Sửa sự kiện</h1>
        {event.status === 'published' ? (
          <p class="notice warning">
            Sự kiện đã công bố. Đổi ngày, giờ hay địa điểm thì mọi người đã được báo nhận tin đổi lịch ngay; lịch nhắc
            cũng đổi theo.
          </p>
        ) : null}
        <Form action={`/console/events/${event.id}/edit`}>
          <HiddenField name="version" value={event.version} />
          <EventFields start={event} officer={officer} events={events.filter(({ value }) => value !== event.id)} />
          <SubmitButton>{event.status === 'published' ? 'Lưu và báo thay đổi' : 'Lưu'}</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const editAction = action({
  path: '/events/:id/edit',
  access: 'event.change',
  params: withId,
  body: z.strictObject({ version, ...EVENT_FIELDS }).superRefine(checkEventForm),
  back: editPage,
  async run({ parts: { office }, officer, params, body }) {
    const input = eventInputOf(body, office.now());
    await editEvent(office, officer, { ...params, version: body.version, input });
    return go(`/console/events/${params.id}`, 'event-saved');
  },
});

export const eventSavePages = [newEventPage, createAction, editPage, editAction];
