import type { ConversationView } from '../../office/services/view-conversation.ts';
import { showInstant } from '../words.ts';
import { Badge } from './badge.tsx';
import { Empty } from './empty.tsx';
import { Talk } from './talk.tsx';

/** Who has it, in words and a colour. */
export function Standing({ talk }: { readonly talk: ConversationView }) {
  const { status, mine, claimedAt, holder, finishedAt } = talk;
  if (status !== 'open') {
    return (
      <p>
        <Badge tone="neutral">Đã xong</Badge> {finishedAt ? showInstant(finishedAt) : ''}
        {holder ? `, ${holder}` : ''}
      </p>
    );
  }
  if (mine) {
    return (
      <p>
        <Badge tone="good">Anh/chị đang giữ</Badge> Trợ lý im lặng. Quá 24 giờ không trả lời, người này về lại hàng chờ.
      </p>
    );
  }
  if (claimedAt) {
    return (
      <p>
        <Badge tone="neutral">Đã có người nhận</Badge> {holder ?? 'Cán bộ trả lời trong ứng dụng của kênh'}
      </p>
    );
  }
  return (
    <p>
      <Badge tone="wait">Đang chờ</Badge> Chưa có cán bộ nào nhận.
    </p>
  );
}

/** What was kept of it. */
export function Said({ talk: { consent, question, messages } }: { readonly talk: ConversationView }) {
  if (!consent) {
    return (
      <Empty>
        <p>Người này chưa đồng ý cho lưu thông tin nên lời họ nhắn không được giữ lại. Anh/chị vẫn nhắn cho họ được.</p>
      </Empty>
    );
  }
  return (
    <>
      {question ? (
        <blockquote class="asked">
          <p>{question}</p>
        </blockquote>
      ) : null}
      {messages.length === 0 ? (
        <Empty>
          <p>Chưa có lời nào được giữ lại.</p>
        </Empty>
      ) : (
        <Talk messages={messages} />
      )}
    </>
  );
}
