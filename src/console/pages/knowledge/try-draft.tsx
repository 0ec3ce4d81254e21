import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import { tryOnDraft } from '../../../office/services/knowledge/try-question.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { TextArea } from '../../components/fields.tsx';
import { Form, SubmitButton } from '../../components/form.tsx';
import { textOf } from '../../form-fields.ts';
import { action, show } from '../../page.ts';
import { draftPage } from './draft.tsx';
import { draftAddress } from './draft-address.ts';
import { Evidence, TriedAnswer } from './try.tsx';

const LONGEST_QUESTION = 1_000;

const tryDraftAction = action({
  path: '/knowledge/drafts/:id/try',
  access: 'knowledge.change',
  params: withId,
  body: z.strictObject({ question: textOf(LONGEST_QUESTION).describe('Câu hỏi') }),
  back: draftPage,
  async run({ parts, officer, params: { id }, body: { question } }) {
    const { shortTitle, withDraft, now } = await tryOnDraft(parts.office, officer, parts, { id, question });
    return show({
      title: 'Hỏi thử với bản thảo',
      body: (
        <>
          <Crumbs trail={[{ href: draftAddress(id), label: `← ${shortTitle}` }]} />
          <h1>Hỏi thử với bản thảo</h1>
          <p class="lead">Như thể bản thảo đã được áp dụng, cạnh câu trả lời đang dùng. Chưa ai nghe câu này.</p>
          <Form action={draftAddress(id, '/try')} class="prose">
            <TextArea name="question" label="Câu hỏi" rows={2} value={question} />
            <SubmitButton>Hỏi thử</SubmitButton>
          </Form>
          <div class="compare">
            <TriedAnswer tried={withDraft} heading="Với bản thảo" id="with-draft" />
            <TriedAnswer tried={now} heading="Đang dùng" id="now" />
          </div>
          <Evidence tried={withDraft} />
        </>
      ),
    });
  },
});

export const tryDraftPages = [tryDraftAction];
