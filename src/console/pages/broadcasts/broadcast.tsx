import { topicLabel } from '../../../notifications/topics.ts';
import type { Topic } from '../../../notifications/types.ts';
import { withId } from '../../../office/http/schemas.ts';
import { PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { type BroadcastPreview, previewBroadcast } from '../../../office/services/broadcasts/preview.ts';
import { type BroadcastView, viewBroadcast } from '../../../office/services/broadcasts/view.ts';
import { namesOf } from '../../../office/services/colleagues.ts';
import { listEvents } from '../../../office/services/events/view-events.ts';
import { describeAudience } from '../../audience-form.ts';
import { PURPOSE_WORDS } from '../../broadcast-form.ts';
import { CAMPAIGN_WORDS } from '../../broadcast-words.ts';
import { Badge } from '../../components/badge.tsx';
import { Crumbs } from '../../components/crumbs.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { OnChannels, Reach } from '../../components/reach.tsx';
import { page } from '../../page.ts';
import { showInstant } from '../../words.ts';
import { Problems } from './compose.tsx';
import { Progress } from './progress.tsx';
import { StepForm } from './step-form.tsx';

/** Before anybody was told: what would happen. After: what did. */
const BEFORE: readonly BroadcastView['status'][] = ['draft', 'awaitingApproval'];

export const broadcastPage = page({
  path: '/broadcasts/:id',
  access: 'broadcast.view',
  params: withId,
  async load({ parts: { office }, officer, params }) {
    const broadcast = await viewBroadcast(office, officer, params.id);
    const [preview, names, events] = await Promise.all([
      BEFORE.includes(broadcast.status) ? previewBroadcast(office, officer, params.id) : null,
      namesOf(office, officer, [broadcast.createdBy, broadcast.approvedBy]),
      broadcast.content.audience.event ? listEvents(office, officer, { past: true }) : [],
    ]);
    const eventTitle = (id: string) => events.find((one) => one.id === id)?.title ?? 'một sự kiện';
    return { broadcast, preview, names, eventTitle };
  },
  render: (shown, { officer }) => ({
    title: shown.broadcast.title,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/broadcasts', label: '← Thông báo' }]} />
        <h1>{shown.broadcast.title}</h1>
        {shown.preview ? (
          <Planned broadcast={shown.broadcast} preview={shown.preview} officer={officer} />
        ) : (
          <Progress broadcast={shown.broadcast} officer={officer} />
        )}
        <section aria-labelledby="content">
          <h2 id="content">Nội dung</h2>
          <Content {...shown} />
        </section>
      </>
    ),
  }),
});

function Planned({
  broadcast,
  preview,
  officer,
}: {
  readonly broadcast: BroadcastView;
  readonly preview: BroadcastPreview;
  readonly officer: Officer;
}) {
  const { status } = broadcast;
  const [words, tone] = CAMPAIGN_WORDS[status];
  return (
    <>
      <p>
        <Badge tone={tone}>{words}</Badge>
      </p>
      <Problems problems={preview.problems} />
      <section aria-labelledby="words">
        <h2 id="words">Tin hiện trên từng kênh</h2>
        <OnChannels channels={preview.channels} />
      </section>
      <section aria-labelledby="reach">
        <h2 id="reach">Ai nhận</h2>
        <Reach reach={preview} />
      </section>
      {status === 'draft' ? (
        <DraftActs broadcast={broadcast} preview={preview} officer={officer} />
      ) : (
        <ApprovalActs broadcast={broadcast} officer={officer} />
      )}
    </>
  );
}

function DraftActs({
  broadcast: { id, version, startsAt, createdAt },
  preview: { total, needsApproval, problems },
  officer: { role },
}: {
  readonly broadcast: BroadcastView;
  readonly preview: BroadcastPreview;
  readonly officer: Officer;
}) {
  if (!PERMISSIONS[role].has('broadcast.draft')) return null;
  const at = `/console/broadcasts/${id}`;
  const count = total.toLocaleString('vi-VN');
  return (
    <section aria-labelledby="send">
      <h2 id="send">Gửi</h2>
      <p>
        {needsApproval ? 'Nhiều người nhận nên một cán bộ khác duyệt trước khi gửi. ' : ''}
        {startsAt > createdAt
          ? `Tin đi lúc ${showInstant(startsAt)}.`
          : 'Tin đi ngay khi được gửi, trong giờ cho phép.'}
      </p>
      <div class="buttons">
        {total > 0 && problems.length === 0 ? (
          <StepForm at={at} step="submit" version={version}>
            <SubmitButton>{needsApproval ? `Gửi duyệt (${count} người)` : `Gửi cho ${count} người`}</SubmitButton>
          </StepForm>
        ) : null}
        <Form action={`${at}/try-out`}>
          <SubmitButton kind="second">Gửi thử cho tôi</SubmitButton>
        </Form>
        <a href={`${at}/edit`}>Sửa</a>
        <StepForm at={at} step="discard" version={version}>
          <SubmitButton kind="plain">Bỏ bản nháp</SubmitButton>
        </StepForm>
      </div>
      <Form action="/console/broadcasts/chat-code">
        <p class="quiet">
          Chưa nối khung chat của mình để nhận tin thử? <SubmitButton kind="plain">Lấy mã nối</SubmitButton>
        </p>
      </Form>
    </section>
  );
}

function ApprovalActs({ broadcast, officer }: { readonly broadcast: BroadcastView; readonly officer: Officer }) {
  const { id, version, createdBy, recipients, grownFrom } = broadcast;
  const at = `/console/broadcasts/${id}`;
  const may = (act: 'broadcast.approve' | 'broadcast.control') => PERMISSIONS[officer.role].has(act);
  return (
    <section aria-labelledby="approval">
      <h2 id="approval">Duyệt</h2>
      {recipients !== null && grownFrom !== null ? (
        <p>
          Từ lúc gửi tới giờ gửi, số người nhận tăng từ {grownFrom.toLocaleString('vi-VN')} lên{' '}
          {recipients.toLocaleString('vi-VN')}, nên thông báo dừng lại chờ một cán bộ duyệt.
        </p>
      ) : null}
      {createdBy === officer.id ? <p>Đang chờ một cán bộ khác duyệt: người soạn không tự duyệt.</p> : null}
      <div class="buttons">
        {may('broadcast.approve') && createdBy !== officer.id ? (
          <>
            <StepForm at={at} step="approve" version={version}>
              <SubmitButton>Duyệt và gửi</SubmitButton>
            </StepForm>
            <StepForm at={at} step="send-back" version={version}>
              <SubmitButton kind="second">Trả lại người soạn</SubmitButton>
            </StepForm>
          </>
        ) : null}
        {may('broadcast.control') ? <a href={`${at}/cancel`}>Hủy thông báo</a> : null}
      </div>
    </section>
  );
}

function Content({
  broadcast: { content, createdBy, createdAt, approvedBy, approvedAt, startsAt, expiresAt, topic },
  names,
  eventTitle,
}: {
  readonly broadcast: BroadcastView;
  readonly names: ReadonlyMap<string, string>;
  readonly eventTitle: (id: string) => string;
}) {
  const { text, template, audience } = content;
  const conditions = describeAudience(audience, eventTitle);
  return (
    <Facts
      rows={[
        ['Lời nhắn', <span class="words">{text}</span>],
        ['Chủ đề', `Tin ${topicLabel(topic as Topic)}`],
        ['Tin mẫu Zalo', template ? PURPOSE_WORDS[template.purpose] : 'Không dùng'],
        ['Gửi cho', conditions.length > 0 ? conditions.join('; ') : 'Mọi người trong địa bàn'],
        ['Giờ gửi', showInstant(startsAt)],
        ['Thôi gửi từ', showInstant(expiresAt)],
        ['Người soạn', `${names.get(createdBy) ?? 'Cán bộ'}, ${showInstant(createdAt)}`],
        approvedBy && approvedAt
          ? ['Người duyệt', `${names.get(approvedBy) ?? 'Cán bộ'}, ${showInstant(approvedAt)}`]
          : null,
      ]}
    />
  );
}
