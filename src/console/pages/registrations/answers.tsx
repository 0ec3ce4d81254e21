import type { AnswerLine, RegistrationView } from '../../../office/services/view-registration.ts';
import { channelName } from '../../conversation-words.ts';
import { showDayOf } from '../../words.ts';

const GROUPS: readonly { readonly title: string; readonly prefixes: readonly string[] }[] = [
  { title: 'Chủ thể', prefixes: ['applicant.'] },
  { title: 'Sản phẩm', prefixes: ['product.', 'registration.'] },
  { title: 'Ý tưởng sản phẩm', prefixes: ['idea.'] },
  { title: 'Giấy tờ và cam đoan', prefixes: ['attachments', 'declaration.'] },
];

/** The form as it stands, each answer beside the words it was read from. */
export function Answers({ record }: { readonly record: RegistrationView }) {
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">Nội dung phiếu</h2>
      <p class="quiet prose">Mỗi mục có lời chủ thể đã gõ, để đối chiếu khi trợ lý hiểu chưa đúng.</p>
      {GROUPS.map(({ title, prefixes }) => (
        <Group
          key={title}
          title={title}
          lines={record.answers.filter(({ field }) => prefixes.some((prefix) => field.startsWith(prefix)))}
        />
      ))}
    </section>
  );
}

function Group({ title, lines }: { readonly title: string; readonly lines: readonly AnswerLine[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <dl class="facts">
        {lines.map((line) => (
          <div key={line.field}>
            <dt>{line.label}</dt>
            <dd>
              {line.shown || <span class="quiet">chưa có</span>}
              <Words line={line} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Not repeated where they are the answer itself. */
function Words({ line: { words, shown, value, rule, channel, at } }: { readonly line: AnswerLine }) {
  if (words === null || words === '' || words.trim() === shown.trim()) return null;
  const picked = rule === 'button';
  return (
    <small class="as-typed">
      {picked ? 'Chọn từ nút' : 'Đã gõ'}: “{picked && words === String(value) ? shown : words}”
      {channel && at ? `, ${channelName(channel)} ${showDayOf(at)}` : ''}
    </small>
  );
}
