import { z } from 'zod';
import type { Officer } from '../../../office/roles.ts';
import { type Tried, tryQuestion, type Weighed } from '../../../office/services/knowledge/try-question.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { Empty } from '../../components/empty.tsx';
import { TextArea } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { type Column, Table } from '../../components/table.tsx';
import { textOf } from '../../form-fields.ts';
import { action, page, type Shown, show } from '../../page.ts';
import { KnowledgeTabs } from './tabs.tsx';

const LONGEST_QUESTION = 1_000;

const tryPage = page({
  path: '/knowledge/try',
  access: 'knowledge.view',
  load: async () => null,
  render: (_none, { officer }) => render(officer, null),
});

function render(officer: Officer, tried: Tried | null): Shown {
  return {
    title: 'Hỏi thử',
    body: (
      <>
        <h1>Hỏi thử</h1>
        <KnowledgeTabs officer={officer} />
        <p class="lead">
          Gõ một câu như bà con hay hỏi. Trang cho thấy trợ lý sẽ trả lời gì, dẫn mục nào và đã cân nhắc những ý nào.
          Câu hỏi không được lưu lại.
        </p>
        <Form action="/console/knowledge/try" class="prose">
          <TextArea name="question" label="Câu hỏi" rows={2} value={tried?.question ?? ''} />
          <SubmitButton>Hỏi thử</SubmitButton>
        </Form>
        {tried ? (
          <>
            <TriedAnswer tried={tried} heading="Trợ lý trả lời" id="answer" />
            <Evidence tried={tried} />
          </>
        ) : null}
      </>
    ),
  };
}

const KINDS: Readonly<Record<Tried['answer']['kind'], readonly [string, Tone]>> = {
  answer: ['Trả lời được', 'good'],
  refusal: ['Không đủ chứng cứ, từ chối', 'late'],
  smalltalk: ['Chào hỏi', 'neutral'],
  clarify: ['Hỏi lại cho rõ', 'wait'],
};

/** What would be said. @param heading Of the answer. @param id Begins the ids of its parts: one a page. */
export function TriedAnswer({
  tried: { answer, shortTitles },
  heading,
  id,
}: {
  readonly tried: Tried;
  readonly heading: string;
  readonly id: string;
}) {
  const [words, tone] = KINDS[answer.kind];
  return (
    <section aria-labelledby={id} class="prose">
      <h2 id={id}>{heading}</h2>
      <p>
        <Badge tone={tone}>{words}</Badge>
      </p>
      <p class="words answer">{answer.text}</p>
      {answer.citations.length > 0 ? (
        <>
          <h3>Dẫn từ</h3>
          <ul class="entries">
            {answer.citations.map(({ document, section, title, quote }) => (
              <li class="entry" key={`${document} ${section} ${quote}`}>
                <a href={`/console/knowledge/documents/${document}`}>{shortTitles[document] ?? document}</a>, mục{' '}
                {section}: {title}
                <small>{quote}</small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

/** What it was chosen from, with the scores. */
export function Evidence({ tried: { weighed, shortTitles } }: { readonly tried: Tried }) {
  return (
    <section aria-labelledby="weighed">
      <h2 id="weighed">Các ý đã cân nhắc</h2>
      {weighed.length === 0 ? (
        <Empty>
          <p>Không ý nào có từ chung với câu hỏi.</p>
        </Empty>
      ) : (
        <>
          <p class="quiet prose">
            Điểm từ 0 đến khoảng 1. Chứng cứ gồm từ chung với ý, giống câu hay hỏi, từ chung với cả mục; điểm xếp hạng
            thêm hoặc bớt theo văn bản và thời gian mà câu hỏi nhắc tới.
          </p>
          <Table caption="Các ý đã cân nhắc, điểm cao đứng trước" rows={weighed} columns={columnsOf(shortTitles)} />
        </>
      )}
    </section>
  );
}

const shownScore = (score: number) => score.toFixed(2).replace('.', ',');

const columnsOf = (shortTitles: Tried['shortTitles']): readonly Column<Weighed>[] => [
  {
    head: 'Ý',
    names: true,
    cell: ({ text, document, section }) => (
      <>
        {text}
        <small>
          {shortTitles[document] ?? document}, mục {section}
        </small>
      </>
    ),
  },
  { head: 'Xếp hạng', numeric: true, cell: ({ score }) => <strong>{shownScore(score)}</strong> },
  { head: 'Chứng cứ', numeric: true, cell: ({ evidence }) => shownScore(evidence) },
  { head: 'Từ chung', numeric: true, cell: ({ words }) => shownScore(words) },
  { head: 'Giống câu hỏi', numeric: true, cell: ({ asked }) => shownScore(asked) },
  { head: 'Cả mục', numeric: true, cell: ({ around }) => shownScore(around) },
];

const tryAction = action({
  path: '/knowledge/try',
  access: 'knowledge.view',
  body: z.strictObject({ question: textOf(LONGEST_QUESTION).describe('Câu hỏi') }),
  back: tryPage,
  run: async ({ parts, officer, body }) =>
    show(render(officer, tryQuestion(parts.office, officer, parts.documents, body.question))),
});

export const tryPages = [tryPage, tryAction];
