import { z } from 'zod';
import type { CampaignStatus } from '../../../notifications/campaigns/transitions.ts';
import { eventKind } from '../../../notifications/events/kinds.ts';
import { showInstant, showWhen } from '../../../notifications/events/show.ts';
import { withId } from '../../../office/http/schemas.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { cancelEvent } from '../../../office/services/events/save-event.ts';
import { type EventView, viewEvent, viewOwnEvent } from '../../../office/services/events/view-events.ts';
import { describeAudience } from '../../audience-form.ts';
import { CAMPAIGN_WORDS } from '../../broadcast-words.ts';
import { Badge } from '../../components/badge.tsx';
import { Crumbs } from '../../components/crumbs.tsx';
import { Facts } from '../../components/facts.tsx';
import { HiddenField, TextArea } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { Table } from '../../components/table.tsx';
import { textOf, version } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';
import { showInstant as showIso, unitName } from '../../words.ts';
import { EventBadge } from './event-badge.tsx';

export const eventPage = page({
  path: '/events/:id',
  access: 'event.view',
  params: withId,
  load: ({ parts, officer, params }) => viewEvent(parts.office, officer, params.id),
  render: (event, { officer }) => ({
    title: event.title,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/events', label: '← Sự kiện' }]} />
        <div class="heading">
          <h1>{event.title}</h1>
          <p>
            <EventBadge status={event.status} />
          </p>
        </div>
        {event.own && PERMISSIONS[officer.role].has('event.change') ? <Ways event={event} officer={officer} /> : null}
        {event.status !== 'draft' && event.takesReplies ? <Replies event={event} /> : null}
        <About event={event} />
        {event.notices.length > 0 ? <Notices notices={event.notices} officer={officer} /> : null}
      </>
    ),
  }),
});

/** What to do next stands first. */
function Ways({
  event: { id, status, takesReplies },
  officer,
}: {
  readonly event: EventView;
  readonly officer: Officer;
}) {
  const at = `/console/events/${id}`;
  if (status === 'draft') {
    return (
      <p class="buttons">
        <a class="button" href={`${at}/publish`}>
          Xem lời mời và công bố
        </a>
        <a class="button second" href={`${at}/edit`}>
          Sửa
        </a>
        <a href={`${at}/cancel`}>Bỏ bản nháp</a>
      </p>
    );
  }
  return (
    <p class="buttons">
      {takesReplies ? (
        <>
          {status === 'published' ? (
            <a class="button" href={`${at}/check-in`}>
              Điểm danh ở cửa
            </a>
          ) : null}
          <a class="button second" href={`${at}/attendance`}>
            Danh sách dự
          </a>
          {PERMISSIONS[officer.role].has('event.export') ? (
            <a href={`${at}/attendance/workbook`}>Tải danh sách ký (Excel)</a>
          ) : null}
        </>
      ) : null}
      {status === 'published' ? (
        <>
          <a href={`${at}/edit`}>Sửa, đổi lịch</a>
          <a href={`${at}/cancel`}>Hủy sự kiện</a>
        </>
      ) : null}
    </p>
  );
}

function Replies({ event: { going, waiting, declined, checkedIn, capacity } }: { readonly event: EventView }) {
  return (
    <dl class="figures">
      <div>
        <dt>Sẽ đi</dt>
        <dd>
          {going}
          {capacity === null ? '' : `/${capacity}`}
        </dd>
      </div>
      <div>
        <dt>Danh sách chờ</dt>
        <dd>{waiting}</dd>
      </div>
      <div>
        <dt>Không đi</dt>
        <dd>{declined}</dd>
      </div>
      <div>
        <dt>Đã có mặt</dt>
        <dd>{checkedIn}</dd>
      </div>
    </dl>
  );
}

export function About({ event }: { readonly event: EventView }) {
  const audience = describeAudience(event.audience, () => 'một sự kiện khác');
  const usual = eventKind(event.kind);
  return (
    <Facts
      rows={[
        ['Loại', usual.label],
        ['Thời gian', showWhen(event)],
        ['Địa điểm', event.place],
        ['Tổ chức', event.unit === null ? 'Cấp tỉnh' : unitName(event.unit)],
        event.about ? ['Giới thiệu', event.about] : null,
        event.whoMayCome ? ['Ai dự', event.whoMayCome] : null,
        ['Mang theo', event.papers ?? usual.papers ?? ''],
        event.contact ? ['Liên hệ', event.contact] : null,
        event.takesReplies && event.replyBy ? ['Hạn đăng ký', showInstant(event.replyBy)] : null,
        ['Mời', audience.length > 0 ? audience.join('; ') : 'Mọi chủ thể trong địa bàn'],
        event.cancelReason ? ['Lý do hủy', event.cancelReason] : null,
      ]}
    />
  );
}

const TOLD = ['sent', 'delivered', 'read'];

function Notices({ notices, officer }: { readonly notices: EventView['notices']; readonly officer: Officer }) {
  const mayCall = PERMISSIONS[officer.role].has('call-list.view');
  const count = (recipients: Readonly<Record<string, number>>, statuses: readonly string[]) =>
    statuses.reduce((sum, status) => sum + (recipients[status] ?? 0), 0);
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">Tin đã báo và sẽ báo</h2>
      <Table
        caption="Các tin của sự kiện, theo giờ gửi"
        rows={notices}
        columns={[
          { head: 'Tin', names: true, cell: ({ title }) => title },
          { head: 'Giờ gửi', cell: ({ startsAt }) => showIso(startsAt) },
          {
            head: 'Trạng thái',
            cell: ({ status }) => {
              const [words, tone] = CAMPAIGN_WORDS[status as CampaignStatus];
              return <Badge tone={tone}>{words}</Badge>;
            },
          },
          { head: 'Đã gửi', numeric: true, cell: ({ recipients }) => count(recipients, TOLD) },
          {
            head: 'Phải gọi',
            numeric: true,
            cell: ({ id, recipients }) => {
              const calls = count(recipients, ['callList']);
              if (calls === 0 || !mayCall) return calls;
              const address = `/console/broadcasts/call-list?campaignId=${id}`;
              return (
                <a href={address} aria-label={`${calls} người phải gọi`}>
                  {calls}
                </a>
              );
            },
          },
          {
            head: 'Hỏng, không rõ',
            numeric: true,
            cell: ({ recipients }) => count(recipients, ['failed', 'uncertain']),
          },
        ]}
      />
    </section>
  );
}

const cancelPage = page({
  path: '/events/:id/cancel',
  access: 'event.cancel',
  params: withId,
  load: ({ parts, officer, params }) => viewOwnEvent(parts.office, officer, params.id),
  render: ({ id, title, status, going, version: seen }) => ({
    title: status === 'draft' ? 'Bỏ bản nháp' : 'Hủy sự kiện',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: `/console/events/${id}`, label: `← ${title}` }]} />
        <h1>{status === 'draft' ? 'Bỏ bản nháp' : 'Hủy sự kiện'}</h1>
        <p>
          {status === 'draft'
            ? 'Chưa ai biết sự kiện này, nên không ai được báo.'
            : `Mọi người đã được báo (${going} người đã đăng ký) nhận tin hủy ngay, kèm lý do dưới đây. Tin chưa gửi của sự kiện được dừng.`}
        </p>
        <Form action={`/console/events/${id}/cancel`}>
          <HiddenField name="version" value={seen} />
          <TextArea name="reason" label="Lý do" rows={2} hint="Người nhận đọc đúng lời này." />
          <SubmitButton kind="danger">{status === 'draft' ? 'Bỏ bản nháp' : 'Hủy và báo mọi người'}</SubmitButton>
        </Form>
      </div>
    ),
  }),
});

const cancelAction = action({
  path: '/events/:id/cancel',
  access: 'event.cancel',
  params: withId,
  body: z.strictObject({ version, reason: textOf(300).describe('Lý do') }),
  back: cancelPage,
  async run({ parts, officer, params, body }) {
    await cancelEvent(parts.office, officer, { ...params, ...body });
    return go(`/console/events/${params.id}`, 'event-cancelled');
  },
});

export const eventPages = [eventPage, cancelPage, cancelAction];
