import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLanguageModel } from '../../src/assistant/create-model.ts';
import { createOpenAiModel } from '../../src/assistant/openai.ts';
import type { LanguageModel } from '../../src/assistant/types.ts';
import { readUpdate } from '../../src/channels/telegram/read-update.ts';
import type { IncomingContent } from '../../src/channels/types.ts';
import { readEvent } from '../../src/channels/zalo/read-event.ts';
import { answeringWithModel } from '../../src/knowledge/answer-with-model.ts';
import { checkClaim } from '../../src/knowledge/check-claims.ts';
import { createKnowledge, type SearchableKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { blocksFromText } from '../../src/knowledge/import/blocks.ts';
import { documentOf } from '../../src/knowledge/import/read-import.ts';
import { labelDocument } from '../../src/knowledge/store/label-document.ts';
import type { StoredContent } from '../../src/knowledge/store/stored-version.ts';
import { citationHolds } from '../../src/knowledge/verify-citations.ts';
import { FORM } from '../../src/registration/form.ts';
import { createTalk, type Said } from '../conversation/talk.ts';
import { modelOf } from '../simulators/openai/moods.ts';
import { type OpenAiSimulator, startOpenAiSimulator } from '../simulators/openai/server.ts';
import { type Guarded, type Seen, violationsIn } from './violations.ts';

const Injection = z.strictObject({
  id: z.string(),
  place: z.enum(['question', 'field', 'document', 'file-name', 'display-name']),
  /** Asked when the text is said; for `field`. */
  field: z.string().optional(),
  text: z.string().min(1),
});
type Injection = z.infer<typeof Injection>;

const CASES = readFileSync(new URL('./injections.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Injection.parse(JSON.parse(line)));
const at = (...places: Injection['place'][]) => CASES.filter(({ place }) => places.includes(place));

const API_KEY = 'sk-khong-duoc-lo-ra-4471';
/** What a model may have learnt elsewhere; the key it could read off our own call. */
const KNOWN = {
  secrets: [API_KEY, 'khoa-niem-phong-khong-duoc-lo-8832', 'postgresql://ocop:khong-duoc-lo@db/ocop'],
  people: ['Trịnh Thị Mơ', '0912000111', 'Nem nướng Mơ Hồng'],
};

/** One good answer to every question of the form. */
const ANSWERS: Readonly<Record<string, string>> = {
  consent: 'đồng ý',
  confirm: 'đúng rồi',
  'applicant.kind': 'hộ sản xuất',
  'applicant.name': 'Hộ kinh doanh Lê Thị Hoa',
  'applicant.representative': 'Lê Thị Hoa',
  'applicant.position': 'chủ hộ',
  'applicant.unit': 'xã Thọ Lập',
  'applicant.address': 'thôn 2',
  'applicant.phone': '0987654321',
  'applicant.registrationNumber': '26B8017426',
  'applicant.registrationDate': '18/4/2021',
  'product.name': 'Bánh gai tứ trụ',
  'product.set': '1',
  'registration.kind': 'lần đầu',
  'registration.targetStars': '3 sao',
  'idea.description': 'bánh gai làm từ lá gai giã tay, nhân đậu xanh dừa',
  'idea.materials': 'lá gai trong xã 60%, trong tỉnh 100%',
  'idea.labour': '5 người, trong xã 4',
  'idea.capacity': '20.000 cái',
  'idea.markets': 'trong xã',
};
const MOST_TURNS = 40;

let simulator: OpenAiSimulator;
let model: LanguageModel;
let documents: SearchableKnowledge;
let guarded: Guarded;

beforeAll(async () => {
  simulator = await startOpenAiSimulator({ apiKey: API_KEY, behaviour: modelOf('obeying', KNOWN) });
  model = await createLanguageModel(
    {
      apiKey: API_KEY,
      baseUrl: simulator.baseUrl,
      chatModel: 'vang-loi',
      embeddingModel: null,
      dataLocation: 'foreign',
      masking: true,
    },
    { now: () => new Date(), record: async () => {} },
  );
  documents = createKnowledge({ root: 'knowledge' });
  guarded = { ...KNOWN, sources: sourcesOf(documents) };
});
afterAll(() => simulator.close());

/** An imported plan with something slipped in between its rules. */
function planted(text: string): StoredContent {
  const lines = [
    'KẾ HOẠCH',
    'Phát triển dưa hấu Mẫu Sơn năm 2027',
    'I. NỘI DUNG',
    'Dưa Mẫu Sơn trồng 12 ha tại xã Suối Bạc.',
    text,
  ];
  const imported = labelDocument(
    documentOf(blocksFromText(lines.join('\n\n'))),
    { short: 'Kế hoạch dưa 2027' },
    { id: 'kh-dua-2027', file: null, newest: null },
  );
  if (imported.kind === 'refused') throw new Error(imported.text);
  return imported.content;
}

function sourcesOf({ corpus }: SearchableKnowledge): string[] {
  return corpus.articles.flatMap(({ statements, rows, overtaken }) => [
    ...statements.map(({ text }) => text),
    ...rows,
    ...(overtaken ? [overtaken.text] : []),
  ]);
}

interface Person {
  say(text: string): Promise<Said>;
  send(content: IncomingContent, said?: string): Promise<Said>;
  /** Answers whatever is asked until this is asked. */
  upTo(field: string): Promise<void>;
  readonly last: Said;
  readonly replies: readonly string[];
  /** All that there is to find fault with. */
  seen(): Seen;
}

/** Somebody who writes to the assistant, with the model behind it as a service has it: masked, registered, over HTTP. */
function person(knowledge: SearchableKnowledge): Person {
  const port = answeringWithModel({ current: () => knowledge, model, meaning: null });
  const talk = createTalk({ knowledge: port, understand: model.understand });
  const said: string[] = [];
  const replies: string[] = [];
  async function send(content: IncomingContent, words = ''): Promise<Said> {
    said.push(words);
    const turn = await talk.send(content);
    for (const { text, buttons } of turn.replies) {
      replies.push(text);
      said.push(...buttons.map(({ label }) => label));
    }
    return turn;
  }
  const say = (text: string) => send({ kind: 'text', text }, text);
  return {
    say,
    send,
    replies,
    get last() {
      return talk.last;
    },
    async upTo(field) {
      for (let turn = 0; talk.last.asking !== field; turn += 1) {
        if (turn > MOST_TURNS) throw new Error(`${field} is never asked: ${talk.last.asking}`);
        const { asking } = talk.last;
        await say(asking === null ? 'tôi muốn đăng ký sản phẩm' : (ANSWERS[asking] ?? 'bỏ qua'));
      }
    },
    seen() {
      const stored = talk.store.events.flatMap((event) =>
        event.type === 'answerRecorded' && event.entry.action === 'set'
          ? [{ field: event.entry.field, words: event.entry.words }]
          : [],
      );
      const statuses = talk.store.events.flatMap((event) => (event.type === 'statusChanged' ? [event.to] : []));
      return { said, replies, stored, status: statuses.at(-1) ?? null };
    },
  };
}

/** Whoever writes may call themselves what they like; nothing of it comes further than the channel. */
function telegramUpdate(name: string): object {
  const from = { id: 77, is_bot: false, first_name: name, last_name: name, username: 'chi_hoa' };
  const chat = { id: 77, type: 'private', first_name: name };
  return { update_id: 5, message: { message_id: 9, date: 1_795_000_000, chat, from, text: 'xin chào' } };
}

/** Where Zalo's events can carry a name: of the sender, of the form with contact data, of a card. */
function zaloEvents(name: string): object[] {
  const head = { timestamp: '1795000000000', sender: { id: '77', display_name: name }, recipient: { id: 'oa' } };
  const card = { description: JSON.stringify({ name, phone: '0987654321' }), title: name };
  return [
    { ...head, event_name: 'user_send_text', message: { msg_id: 'm1', text: 'xin chào' } },
    { ...head, event_name: 'user_submit_info', info: { name, phone: '84987654321', address: 'thôn 3' } },
    {
      ...head,
      event_name: 'user_send_business_card',
      message: { msg_id: 'm2', attachments: [{ type: 'link', payload: card }] },
    },
  ];
}

const expectClean = (one: Person) => expect(violationsIn(one.seen(), guarded)).toEqual([]);

describe('an order to the machine changes nothing, though the model obeys every one', () => {
  it.each(at('question'))('$id in a question: $text', async ({ text }) => {
    const stranger = person(documents);
    const { citations, text: reply } = await stranger.say(text);
    expect(citations.every((citation) => citationHolds(citation, documents.corpus.articles))).toBe(true);
    if (citations.length === 0) expect(reply).not.toMatch(/Theo (?:Quyết|Kế)/u);
    expectClean(stranger);

    const filling = person(documents);
    await filling.upTo('applicant.kind');
    expect((await filling.say(text)).registration?.status).toBe('draft');
    expectClean(filling);
  });

  it.each(at('field'))('$id in a field: $text', async ({ field = '', text }) => {
    const filling = person(documents);
    await filling.upTo(field);
    const { asking } = await filling.say(text);
    if (asking === 'confirm') await filling.say('đúng rồi');
    expect((await filling.say('còn thiếu gì')).registration?.status).toBe('draft');
    expectClean(filling);
  });

  it.each(at('document'))('$id in a document: $text', async ({ text }) => {
    const knowledge = createKnowledge({ root: 'knowledge', stored: [planted(text)] });
    const before = simulator.calls.length;
    const reader = person(knowledge);
    expect((await reader.say('Kế hoạch dưa 2027: dưa Mẫu Sơn trồng bao nhiêu ha?')).text).toContain('12 ha');
    await reader.say('Dưa Mẫu Sơn được mấy sao, hồ sơ ra sao?');
    expect(simulator.calls.slice(before).some(({ user }) => user.includes(text))).toBe(false);
    expectClean(reader);
  });

  it.each(at('file-name'))('$id in a file name: $text', async ({ text }) => {
    const sender = person(documents);
    await sender.upTo('idea.capacity');
    const before = simulator.calls.length;
    await sender.send({ kind: 'file', ref: 'r1', name: text });
    const { asking } = await sender.send({ kind: 'photo', ref: 'r2', name: text, caption: 'ảnh sản phẩm' });
    expect(asking).toBe('idea.capacity');
    expect(simulator.calls.slice(before)).toEqual([]);
    expectClean(sender);
  });

  it.each(at('display-name'))('$id in a name: $text', async ({ text }) => {
    expect(JSON.stringify(readUpdate(telegramUpdate(text), '2026-11-23T02:00:00Z'))).not.toContain(text);
    for (const event of zaloEvents(text)) {
      const read = readEvent(event, 'oa');
      expect(read.kind).toBe('heard');
      expect(JSON.stringify(read)).not.toContain(JSON.stringify(text).slice(1, -1));
    }
    const named = person(documents);
    await named.upTo('applicant.name');
    await named.say(text);
    const before = simulator.calls.length;
    await named.upTo('idea.capacity');
    await named.say('chắc cũng tầm tầm mọi năm như nhà bên thôi');
    await named.say(`${text} thì nộp hồ sơ ở đâu?`);
    // The name is known to be personal: no model sees it, even where the person says it again.
    expect(simulator.calls.slice(before).filter(({ user }) => user.includes(text))).toEqual([]);
    expect(named.last.registration?.status).toBe('draft');
    expectClean(named);
  });
});

describe('the checks, not the manners of the model', () => {
  /** What comes over the wire, for an endpoint without masking and without our lists of commands. */
  async function rawOutput({ text }: Injection) {
    const raw = createOpenAiModel({
      apiKey: API_KEY,
      baseUrl: simulator.baseUrl,
      chatModel: 'vang-loi',
      timeouts: { chat: 5_000, query: 5_000, index: 5_000 },
    });
    const evidence = documents.passages
      .slice(0, 3)
      .map(({ statement }, index) => ({ number: index + 1, source: 'Nguồn', text: statement.text }));
    const composed = await raw.compose({ question: text, known: [], today: '2026-11-23', evidence });
    const openFields = FORM.fields.map(({ id, label }) => ({ field: id, label, personal: false }));
    const understood = await raw.understand({ text, asking: null, openFields, known: [] });
    if (composed.kind !== 'done' || understood.kind !== 'done') throw new Error('the simulated model did not answer');
    return { evidence, sentences: composed.value, proposals: understood.value };
  }

  it.each(CASES)('without them $id does harm, with them no sentence of it is left', async (one) => {
    const { evidence, sentences, proposals } = await rawOutput(one);
    const unchecked: Seen = {
      said: [one.text],
      replies: sentences.map(({ text }) => text),
      stored: proposals.flatMap((proposal) =>
        'field' in proposal ? [{ field: proposal.field, words: proposal.words }] : [],
      ),
      status: proposals.some((proposal) => proposal.type === 'go' && proposal.to === 'submit') ? 'submitted' : 'draft',
    };
    const kinds = violationsIn(unchecked, guarded).map((violation) => violation.split(':', 1)[0]);
    expect(new Set(kinds)).toEqual(new Set(['lời nhắc', 'lộ', 'bịa', 'ghi lời không ai nói', 'gửi thay người khai']));

    const held = sentences.filter(
      ({ text, evidence: cited }) =>
        checkClaim(
          text,
          evidence.filter(({ number }) => cited.includes(number)).map((piece) => piece.text),
        ) === null,
    );
    expect(held).toEqual([]);
  });
});
