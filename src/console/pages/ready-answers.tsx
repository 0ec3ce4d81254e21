import { z } from 'zod';
import { withId } from '../../office/http/schemas.ts';
import { PERMISSIONS } from '../../office/permissions.ts';
import {
  addCannedAnswer,
  type CannedAnswer,
  changeCannedAnswer,
  LONGEST_CANNED,
  LONGEST_CANNED_TITLE,
  listCannedAnswers,
  removeCannedAnswer,
} from '../../office/services/canned-answers.ts';
import { Crumbs } from '../components/crumbs.tsx';
import { Empty } from '../components/empty.tsx';
import { HiddenField, TextArea, TextField } from '../components/fields.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { textOf, version } from '../form-fields.ts';
import { action, go, page } from '../page.ts';
import { showDayOf } from '../words.ts';

const ROOT = '/console/conversations/ready-answers';

const answersPage = page({
  path: '/conversations/ready-answers',
  access: 'conversation.read',
  load: ({ parts, officer }) => listCannedAnswers(parts.office, officer),
  render: (answers, { officer }) => {
    const mayChange = PERMISSIONS[officer.role].has('answer.change');
    return {
      title: 'Câu soạn sẵn',
      body: (
        <>
          <Crumbs trail={[{ href: '/console/conversations', label: '← Trò chuyện' }]} />
          <h1>Câu soạn sẵn</h1>
          <p class="lead">Chèn được vào câu trả lời trong một cuộc trò chuyện, rồi sửa tiếp trước khi gửi.</p>
          {answers.length === 0 ? (
            <Empty>
              <p>Chưa có câu nào.</p>
            </Empty>
          ) : (
            answers.map((answer) => <Answer key={answer.id} answer={answer} mayChange={mayChange} />)
          )}
          {mayChange ? (
            <section class="narrow" aria-labelledby="add">
              <h2 id="add">Thêm câu mới</h2>
              <Form action={ROOT}>
                <Words />
                <SubmitButton>Thêm câu</SubmitButton>
              </Form>
            </section>
          ) : null}
        </>
      ),
    };
  },
});

function Answer({ answer, mayChange }: { readonly answer: CannedAnswer; readonly mayChange: boolean }) {
  const { id, title, text, version, changedBy, changedAt } = answer;
  return (
    <section class="prose ready" aria-labelledby={`answer-${id}`}>
      <h2 id={`answer-${id}`}>{title}</h2>
      <p class="words">{text}</p>
      <p class="quiet">{changedBy ? `${changedBy}, ${showDayOf(changedAt)}` : 'Có sẵn từ đầu'}</p>
      {mayChange ? (
        <details>
          <summary>
            Sửa hoặc xóa <span class="sr">câu “{title}”</span>
          </summary>
          <Form action={`${ROOT}/${id}`}>
            <HiddenField name="version" value={version} />
            <Words title={title} text={text} />
            <div class="buttons">
              <SubmitButton>Lưu</SubmitButton>
              <SubmitButton kind="second" name="remove" value="yes">
                Xóa câu này
              </SubmitButton>
            </div>
          </Form>
        </details>
      ) : null}
    </section>
  );
}

function Words({ title = '', text = '' }: { readonly title?: string; readonly text?: string }) {
  return (
    <>
      <TextField name="title" label="Tên gọi" value={title} hint="Ngắn, để tìm nhanh." />
      <TextArea
        name="text"
        label="Nội dung"
        value={text}
        hint={`Tối đa ${LONGEST_CANNED.toLocaleString('vi-VN')} ký tự, vừa với mọi kênh. Không ghi tên hay số điện thoại của ai.`}
      />
    </>
  );
}

const words = {
  title: textOf(LONGEST_CANNED_TITLE).describe('Tên gọi'),
  text: textOf(LONGEST_CANNED).describe('Nội dung'),
};

const addAction = action({
  path: '/conversations/ready-answers',
  access: 'answer.change',
  body: z.strictObject(words),
  back: answersPage,
  async run({ parts, officer, body }) {
    await addCannedAnswer(parts.office, officer, body);
    return go(ROOT, 'answer-saved');
  },
});

const changeAction = action({
  path: '/conversations/ready-answers/:id',
  access: 'answer.change',
  params: withId,
  body: z.strictObject({ version, ...words, remove: z.literal('yes').optional() }),
  back: answersPage,
  backParams: () => ({}),
  async run({ parts: { office }, officer, params: { id }, body }) {
    const { remove, ...change } = body;
    if (remove) await removeCannedAnswer(office, officer, { id, version: change.version });
    else await changeCannedAnswer(office, officer, { id, ...change });
    return go(ROOT, remove ? 'answer-removed' : 'answer-saved');
  },
});

export const readyAnswerPages = [answersPage, addAction, changeAction];
