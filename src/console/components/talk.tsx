import type { KeptMessage } from '../../office/services/office.ts';
import { showDayOf, showTime } from '../words.ts';
import { Badge } from './badge.tsx';

/** The engine puts this before what an officer writes (`officer.wrote` of the conversation's texts). */
const OFFICER = 'Cán bộ: ';

/** A conversation, oldest first; it opens at its end. */
export function Talk({ messages }: { readonly messages: readonly KeptMessage[] }) {
  return (
    // Whoever works by keyboard scrolls it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus.
    <div class="talk" tabIndex={0} role="log" aria-label="Trao đổi">
      <ol>
        {messages.map((message, index) => (
          <li key={`${message.at} ${index}`} class={classOf(message)}>
            <Day message={message} before={messages[index - 1]} />
            <p class="said">
              <b>{speaker(message)}</b> <time dateTime={message.at}>{showTime(message.at)}</time>
            </p>
            <p class="words">{wordsOf(message)}</p>
            {message.trouble ? <Trouble trouble={message.trouble} /> : null}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Day({ message, before }: { readonly message: KeptMessage; readonly before: KeptMessage | undefined }) {
  const day = showDayOf(message.at);
  return before && showDayOf(before.at) === day ? null : <p class="day">{day}</p>;
}

function Trouble({ trouble: { kind, reason } }: { readonly trouble: NonNullable<KeptMessage['trouble']> }) {
  return (
    <p class="trouble">
      <Badge tone={kind === 'failed' ? 'late' : 'wait'}>{kind === 'failed' ? 'Chưa tới' : 'Không rõ đã tới'}</Badge>{' '}
      {reason ?? 'Kênh không nói vì sao.'} Cần gấp thì anh/chị gọi điện.
    </p>
  );
}

const byOfficer = ({ from, text }: KeptMessage) => from === 'assistant' && text.startsWith(OFFICER);

function classOf(message: KeptMessage): string {
  if (message.from === 'person') return 'turn person';
  return byOfficer(message) ? 'turn officer' : 'turn';
}

function speaker(message: KeptMessage): string {
  if (message.from === 'person') return 'Người dân';
  return byOfficer(message) ? 'Cán bộ' : 'Trợ lý';
}

const wordsOf = (message: KeptMessage) => (byOfficer(message) ? message.text.slice(OFFICER.length) : message.text);
