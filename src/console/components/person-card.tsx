import type { ComponentChildren } from 'preact';
import type { PersonCard as Card } from '../../office/services/person-card.ts';
import { CONSENT_WORDS, channelName, DELIVERY_WORDS, REPLY_WORDS } from '../conversation-words.ts';
import { showDay, showDayOf, showInstant } from '../words.ts';
import { StatusBadge } from './badge.tsx';

/** Who somebody is to the office: accounts, consent, files, events, and what they were told or why not. */
export function PersonCard({ person }: { readonly person: Card }) {
  const { accounts, consents, registrations, certificates, events, topicsOff, notices } = person;
  return (
    <aside class="aside" aria-labelledby="person">
      <h2 id="person">Về người này</h2>
      <Group title="Hồ sơ" none="Chưa có hồ sơ nào trong địa bàn của anh/chị.">
        {registrations.map(({ id, product, applicant, reference, status }) => (
          <li class="entry" key={id}>
            <a href={`/console/registrations/${id}`}>{product || 'Chưa có tên sản phẩm'}</a>{' '}
            <StatusBadge status={status} />
            <small>{[applicant, reference].filter(Boolean).join(', ')}</small>
          </li>
        ))}
      </Group>
      <Group title="Tài khoản" none="Không còn tài khoản nào.">
        {accounts.map(({ id, channel, lastActAt, unreachable }) => (
          <li class="entry" key={id}>
            {channelName(channel)}
            <small>
              {unreachable ?? (lastActAt ? `nhắn lần cuối ${showInstant(lastActAt)}` : 'chưa rõ lần nhắn cuối')}
            </small>
          </li>
        ))}
      </Group>
      <Group title="Đồng ý cho lưu thông tin" none="Chưa trả lời.">
        {consents.map(({ id, action, channel, at, recordedBy }) => (
          <li class="entry" key={id}>
            {CONSENT_WORDS[action]}
            <small>
              {showInstant(at)}, {recordedBy ? `trên giấy, ${recordedBy} ghi` : channelName(channel)}
            </small>
          </li>
        ))}
      </Group>
      {certificates.length > 0 ? (
        <Group title="Giấy chứng nhận" none="">
          {certificates.map(({ id, product, stars, expiresOn }) => (
            <li class="entry" key={id}>
              {product}, {stars} sao
              {expiresOn ? <small>đến {showDay(expiresOn)}</small> : null}
            </li>
          ))}
        </Group>
      ) : null}
      <Group title="Sự kiện" none="Chưa trả lời sự kiện nào.">
        {events.map(({ id, title, startsAt, reply, came }) => (
          <li class="entry" key={id}>
            {title}
            <small>
              {showDayOf(startsAt)}, {came ? 'đã tới' : REPLY_WORDS[reply].toLowerCase()}
            </small>
          </li>
        ))}
      </Group>
      <Group title="Chủ đề thôi nhận" none="Nhận mọi chủ đề.">
        {topicsOff.map((topic) => (
          <li class="entry" key={topic}>
            Tin {topic}
          </li>
        ))}
      </Group>
      <Group title="Thông báo đã gửi, chưa gửi" none="Chưa có thông báo nào.">
        {notices.map(({ id, title, status, reason, at }) => (
          <li class="entry" key={id}>
            {title}
            <small>
              {DELIVERY_WORDS[status]}, {showInstant(at)}
            </small>
            {reason ? <small>{reason}</small> : null}
          </li>
        ))}
      </Group>
    </aside>
  );
}

function Group({
  title,
  none,
  children,
}: {
  readonly title: string;
  readonly none: string;
  readonly children: readonly ComponentChildren[];
}) {
  return (
    <>
      <h3>{title}</h3>
      {children.length === 0 ? <p class="quiet">{none}</p> : <ul class="entries">{children}</ul>}
    </>
  );
}
