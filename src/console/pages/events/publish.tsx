import { z } from 'zod';
import { showInstant } from '../../../notifications/events/show.ts';
import { withId } from '../../../office/http/schemas.ts';
import { type Publishing, previewPublishing } from '../../../office/services/events/preview-publishing.ts';
import { publishEvent } from '../../../office/services/events/save-event.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { HiddenField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { OnChannels, Reach } from '../../components/reach.tsx';
import { version } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';

const publishPage = page({
  path: '/events/:id/publish',
  access: 'event.publish',
  params: withId,
  load: ({ parts, officer, params }) => previewPublishing(parts.office, officer, params.id),
  render: (publishing) => ({ title: 'Công bố sự kiện', body: <Publish {...publishing} /> }),
});

function Publish({ event, reach, reminders }: Publishing) {
  const at = `/console/events/${event.id}`;
  return (
    <>
      <Crumbs trail={[{ href: at, label: `← ${event.title}` }]} />
      <h1>Công bố sự kiện</h1>
      <h2>Lời mời, gửi ngay khi công bố</h2>
      <OnChannels channels={reach.channels} />
      <h2>Ai được mời</h2>
      <Reach reach={reach} />
      <h2>Nhắc lại</h2>
      {reminders.length === 0 ? (
        <p>Sự kiện gần quá nên không nhắc lại.</p>
      ) : (
        <>
          <p>{event.takesReplies ? 'Người đã đăng ký được nhắc vào:' : 'Người được mời được nhắc vào:'}</p>
          <ul>
            {reminders.map(({ reminder, startsAt }) => (
              <li key={reminder}>{showInstant(startsAt)}</li>
            ))}
          </ul>
        </>
      )}
      <Form action={`${at}/publish`} class="buttons">
        <HiddenField name="version" value={event.version} />
        <SubmitButton>Công bố và mời {reach.total.toLocaleString('vi-VN')} người</SubmitButton>
        <a href={`${at}/edit`}>Sửa lại</a>
      </Form>
    </>
  );
}

const publishAction = action({
  path: '/events/:id/publish',
  access: 'event.publish',
  params: withId,
  body: z.strictObject({ version }),
  back: publishPage,
  async run({ parts, officer, params, body }) {
    await publishEvent(parts.office, officer, { ...params, ...body });
    return go(`/console/events/${params.id}`, 'event-published');
  },
});

export const publishPages = [publishPage, publishAction];
