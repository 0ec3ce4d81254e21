import { z } from 'zod';
import { draftAnswer } from '../../../office/services/knowledge/drafts.ts';
import { listUnanswered, markGroupDone, type QuestionGroup } from '../../../office/services/knowledge/unanswered.ts';
import { Empty } from '../../components/empty.tsx';
import { HiddenField } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { textOf } from '../../form-fields.ts';
import { action, go, page } from '../../page.ts';
import { showDay } from '../../words.ts';
import { KnowledgeTabs } from './tabs.tsx';

const MOST_WORDINGS = 4;
const LONGEST_QUESTION = 2_000;

const questionsPage = page({
  path: '/knowledge/questions',
  access: 'question.list',
  load: ({ parts, officer }) => listUnanswered(parts.office, officer),
  render: (groups, { officer }) => ({
    title: 'Câu chưa trả lời được',
    body: (
      <>
        <h1>Câu chưa trả lời được</h1>
        <KnowledgeTabs officer={officer} />
        <p class="lead">
          Trong 90 ngày qua, các câu giống ý được gom lại, hỏi nhiều đứng trước. Tên, số điện thoại, địa chỉ đã được
          che; không ghi ai hỏi. Bấm “Đã xong” khi câu này không cần bài hoặc đã có bài: có người hỏi lại thì nó trở lại
          đây.
        </p>
        {groups.length === 0 ? (
          <Empty>
            <p>Không có câu nào. Trợ lý trả lời được mọi câu đã nghe.</p>
          </Empty>
        ) : (
          <Table
            caption="Câu chưa trả lời được, hỏi nhiều đứng trước"
            columns={COLUMNS}
            rows={groups.map((group, index) => ({ id: String(index), ...group }))}
          />
        )}
      </>
    ),
  }),
});

const COLUMNS: readonly Column<QuestionGroup & { readonly id: string }>[] = [
  {
    head: 'Câu hỏi',
    names: true,
    cell: ({ text, others }) => (
      <>
        {text}
        {others.slice(0, MOST_WORDINGS).map((other) => (
          <small key={other}>{other}</small>
        ))}
        {others.length > MOST_WORDINGS ? <small>và {others.length - MOST_WORDINGS} cách hỏi khác</small> : null}
      </>
    ),
  },
  { head: 'Số lần', numeric: true, cell: ({ count }) => count },
  { head: 'Gần nhất', cell: ({ lastAsked }) => showDay(lastAsked) },
  {
    head: 'Bài trả lời',
    cell: ({ id, text }) => (
      <div class="buttons">
        <Form action="/console/knowledge/questions/draft">
          <HiddenField name="question" value={text} />
          <SubmitButton kind="plain">
            Soạn bài <span class="sr">cho câu {Number(id) + 1}</span>
          </SubmitButton>
        </Form>
        <Form action="/console/knowledge/questions/done">
          <HiddenField name="question" value={text} />
          <SubmitButton kind="plain">
            Đã xong <span class="sr">câu {Number(id) + 1}</span>
          </SubmitButton>
        </Form>
      </div>
    ),
  },
];

const draftAction = action({
  path: '/knowledge/questions/draft',
  access: 'knowledge.change',
  body: z.strictObject({ question: textOf(LONGEST_QUESTION) }),
  back: questionsPage,
  async run({ parts, officer, body }) {
    const { id, index } = await draftAnswer(parts.office, officer, body.question);
    return go(`/console/knowledge/drafts/${id}/sections/${index}`, 'draft-begun');
  },
});

const doneAction = action({
  path: '/knowledge/questions/done',
  access: 'knowledge.change',
  body: z.strictObject({ question: textOf(LONGEST_QUESTION) }),
  back: questionsPage,
  async run({ parts, officer, body }) {
    await markGroupDone(parts.office, officer, body.question);
    return go('/console/knowledge/questions', 'question-done');
  },
});

export const questionPages = [questionsPage, draftAction, doneAction];
