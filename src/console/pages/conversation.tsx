import { z } from 'zod';
import { withId } from '../../office/http/schemas.ts';
import {
  claimConversation,
  closeConversation,
  handBackConversation,
  replyInConversation,
} from '../../office/services/answer-conversation.ts';
import { type CannedAnswer, listCannedAnswers } from '../../office/services/canned-answers.ts';
import { type ConversationView, viewConversation } from '../../office/services/view-conversation.ts';
import { Crumbs } from '../components/crumbs.tsx';
import { Form, SubmitButton } from '../components/form.tsx';
import { PersonCard } from '../components/person-card.tsx';
import { ReplyForm } from '../components/reply-form.tsx';
import { Said, Standing } from '../components/said.tsx';
import { askedWhy, channelName } from '../conversation-words.ts';
import { textOf } from '../form-fields.ts';
import { action, go, page, type Shown, show, type Visit } from '../page.ts';
import { showInstant, unitName } from '../words.ts';

/** Of all channels; each is checked for its own. */
const LONGEST_REPLY = 4_000;

interface Data {
  readonly talk: ConversationView;
  readonly answers: readonly CannedAnswer[];
}

type At = Visit<z.output<typeof withId>>;

async function load({ parts: { office }, officer, params, request }: At): Promise<Data> {
  // An open page that asks by itself, or shows again what could not be sent, goes on with the same look.
  const again = request.headers['x-background'] === '1' || request.method === 'POST';
  const talk = await viewConversation(office, officer, params.id, { again });
  return { talk, answers: talk.mine ? await listCannedAnswers(office, officer) : [] };
}

/** @param typed What stands in the reply so far. */
function render({ talk, answers }: Data, typed = ''): Shown {
  const { id, unit, channel, reason, since } = talk;
  const address = `/console/conversations/${id}`;
  const who = talk.person.registrations[0]?.applicant || 'Người chưa có hồ sơ';
  return {
    title: who,
    body: (
      <>
        <Crumbs trail={[{ href: '/console/conversations', label: '← Trò chuyện' }]} />
        <h1>{who}</h1>
        <p>
          {askedWhy(reason)} lúc {showInstant(since)}, {channelName(channel)}.{' '}
          {unit === null ? 'Tỉnh trả lời.' : `${unitName(unit)} trả lời.`}
        </p>
        <div class="beside">
          <div>
            <div
              id="talk"
              {...(talk.status === 'open'
                ? {
                    'hx-get': address,
                    'hx-trigger': 'every 5s',
                    'hx-select': '#talk > *',
                    'hx-headers': '{"x-background":"1"}',
                  }
                : {})}
            >
              <Standing talk={talk} />
              <Said talk={talk} />
            </div>
            {talk.mine ? <ReplyForm address={address} talk={talk} answers={answers} typed={typed} /> : null}
            <Acts address={address} talk={talk} />
          </div>
          <PersonCard person={talk.person} />
        </div>
      </>
    ),
  };
}

function Acts({
  address,
  talk: { status, mine, claimedAt },
}: {
  readonly address: string;
  readonly talk: ConversationView;
}) {
  if (status !== 'open') return null;
  return (
    <div class="buttons acts">
      {claimedAt === null ? (
        <Form action={`${address}/claim`}>
          <SubmitButton>Nhận trả lời</SubmitButton>
        </Form>
      ) : null}
      {mine ? (
        <Form action={`${address}/hand-back`}>
          <SubmitButton kind="second">Trả lại cho trợ lý</SubmitButton>
        </Form>
      ) : null}
      {mine || claimedAt === null ? (
        <Form action={`${address}/close`}>
          <SubmitButton kind="second">{mine ? 'Đóng, việc đã xong' : 'Đóng, đã giải quyết cách khác'}</SubmitButton>
        </Form>
      ) : null}
    </div>
  );
}

const conversationPage = page({
  path: '/conversations/:id',
  access: 'conversation.read',
  params: withId,
  load,
  render: (data) => render(data),
});

const nothing = z.strictObject({});
const reply = z.strictObject({ text: textOf(LONGEST_REPLY) });

const claimAction = action({
  path: '/conversations/:id/claim',
  access: 'conversation.claim',
  params: withId,
  body: nothing,
  back: conversationPage,
  async run({ parts, officer, params: { id } }) {
    const { told } = await claimConversation(parts.office, officer, id);
    return go(`/console/conversations/${id}`, told ? 'conversation-claimed' : 'conversation-claimed-untold');
  },
});

/** Sends; or, with `insert`, puts ready words behind what is typed and shows the page again, so nothing typed is lost. */
const replyAction = action({
  path: '/conversations/:id/reply',
  access: 'conversation.reply',
  params: withId,
  body: z.strictObject({ text: z.string().max(LONGEST_REPLY).describe('Trả lời'), insert: z.uuid().optional() }),
  back: conversationPage,
  async run(visit) {
    const { parts, officer, params, body } = visit;
    if (body.insert) {
      const data = await load(visit);
      const words = data.answers.find(({ id }) => id === body.insert)?.text ?? '';
      return show(render(data, [body.text.trim(), words].filter(Boolean).join('\n')));
    }
    const { text } = reply.parse({ text: body.text });
    await replyInConversation(parts.office, officer, { ...params, text });
    return go(`/console/conversations/${params.id}`, 'conversation-replied');
  },
});

const handBackAction = action({
  path: '/conversations/:id/hand-back',
  access: 'conversation.hand-back',
  params: withId,
  body: nothing,
  back: conversationPage,
  async run({ parts, officer, params: { id } }) {
    await handBackConversation(parts.office, officer, id);
    return go('/console/conversations', 'conversation-handed-back');
  },
});

const closeAction = action({
  path: '/conversations/:id/close',
  access: 'conversation.close',
  params: withId,
  body: nothing,
  back: conversationPage,
  async run({ parts, officer, params: { id } }) {
    await closeConversation(parts.office, officer, id);
    return go('/console/conversations', 'conversation-closed');
  },
});

export const conversationPages = [conversationPage, claimAction, replyAction, handBackAction, closeAction];
