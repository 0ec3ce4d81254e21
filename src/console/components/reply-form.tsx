import type { CannedAnswer } from '../../office/services/canned-answers.ts';
import type { ReplyRoom } from '../../office/services/reply-room.ts';
import type { ConversationView } from '../../office/services/view-conversation.ts';
import { channelName } from '../conversation-words.ts';
import { showInstant } from '../words.ts';
import { TextArea } from './fields.tsx';
import { Form, SubmitButton } from './form.tsx';

/** What may be said and until when stands beside the field, before anything is written. */
export function ReplyForm({
  address,
  talk: { channel, room },
  answers,
  typed,
}: {
  readonly address: string;
  readonly talk: ConversationView;
  readonly answers: readonly CannedAnswer[];
  readonly typed: string;
}) {
  const closed = room.unreachable ?? (room.window?.state === 'closed' ? windowWords(room.window) : null);
  if (closed !== null) {
    return <p class="notice warning">{closed} Xin gọi điện hoặc liên hệ cách khác, rồi đóng cuộc trò chuyện.</p>;
  }
  return (
    <Form action={`${address}/reply`} class="reply">
      <TextArea
        name="text"
        label="Trả lời"
        rows={5}
        value={typed}
        hint={`Tối đa ${room.most.toLocaleString('vi-VN')} ký tự trên ${channelName(channel)}. ${windowWords(room.window)}`}
      />
      <div class="buttons">
        <SubmitButton>Gửi trả lời</SubmitButton>
      </div>
      {answers.length > 0 ? (
        <details>
          <summary>Chèn câu soạn sẵn</summary>
          <ul class="entries">
            {answers.map(({ id, title, text }) => (
              <li class="entry" key={id}>
                <SubmitButton kind="plain" name="insert" value={id}>
                  {title}
                </SubmitButton>
                <small>{text}</small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Form>
  );
}

function windowWords(window: ReplyRoom['window']): string {
  if (window === null) return '';
  const { state, freeUntil, closesAt } = window;
  switch (state) {
    case 'free':
      return `Zalo gửi miễn phí tới ${showInstant(freeUntil)}.`;
    case 'paid':
      return `Đã quá 48 giờ từ lần nhắn cuối: Zalo tính phí mỗi tin, và thôi nhận tin sau ${showInstant(closesAt)}.`;
    case 'closed':
      return 'Đã quá 7 ngày người này không nhắn Zalo nên Zalo không cho gửi tin.';
    default:
      return state satisfies never;
  }
}
