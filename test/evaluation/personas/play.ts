import { unitByCode } from '../../../src/language/places.ts';
import type { Chat, Message, Turn } from './chat.ts';
import { judge, plain, type Verdict } from './judge.ts';
import type { Persona } from './persona.ts';

export interface Played extends Verdict {
  readonly persona: Persona;
  readonly status: string;
  readonly turns: number;
  /** A reply given three times in a row, a question that would not be left, and the like. */
  readonly faults: readonly string[];
  readonly log: readonly { readonly said: Message; readonly turn: Turn }[];
}

const MOST_TURNS = 160;
const MOST_TRIES = 6;

/** Plays one persona to its end and judges what was stored. */
export async function play(persona: Persona, chat: Chat): Promise<Played> {
  const log: { said: Message; turn: Turn }[] = [];
  const faults: string[] = [];
  const actor = createActor(persona);
  let broken = false;
  let last: Turn | null = null;
  let same = 0;
  const say = async (said: Message): Promise<Turn> => {
    const turn = await chat.send(said);
    same = last !== null && shown(turn) === shown(last) ? same + 1 : 0;
    if (same === 2) faults.push(`ba lần cùng một câu ở ${turn.asking}`);
    last = turn;
    log.push({ said, turn });
    return turn;
  };

  try {
    let turn: Turn | null = null;
    for (const text of persona.opening) turn = await say({ text });
    while (turn && log.length < MOST_TURNS && !isOver(turn)) {
      const next = actor(turn);
      if (next.kind === 'stop') {
        if (next.fault) faults.push(next.fault);
        break;
      }
      turn = await say(next.said);
      if (next.returnTo !== undefined && turn.asking !== next.returnTo)
        faults.push(`sau câu hỏi ở ${next.returnTo} lại hỏi ${turn.asking}`);
    }
  } catch (error) {
    broken = true;
    faults.push(String(error instanceof Error ? error.message : error));
  } finally {
    await chat.close();
  }

  if (persona.reach && !log.some(({ turn }) => turn.asking === persona.reach)) {
    broken = true;
    faults.push(`không hỏi tới ${persona.reach}`);
  }
  if (persona.mustSay && !saysSomewhere(log, persona.mustSay)) {
    broken = true;
    faults.push(`không nói "${persona.mustSay}"`);
  }
  const end = log.at(-1)?.turn.registration;
  const status = end?.status ?? 'none';
  const verdict = judge(persona, { status, answers: (end?.answers ?? {}) as Record<string, unknown>, broken });
  return { ...verdict, persona, status, turns: log.length, faults, log };
}

function shown(turn: Turn): string {
  return `${turn.asking}|${turn.replies.map((reply) => reply.text).join('|')}`;
}

function isOver(turn: Turn): boolean {
  return turn.registration?.status === 'submitted' || turn.registration?.status === 'withdrawn';
}

function saysSomewhere(log: Played['log'], pattern: string): boolean {
  const wanted = new RegExp(pattern, 'iu');
  return log.some(({ turn }) => turn.replies.some(({ text }) => wanted.test(text.normalize('NFC'))));
}

type Next =
  | { readonly kind: 'say'; readonly said: Message; readonly returnTo?: string }
  | { readonly kind: 'stop'; readonly fault?: string };

/** What the persona says next. Sentences, questions, corrections and the pause are each used once. */
function createActor(persona: Persona): (turn: Turn) => Next {
  const asked = new Map<string, number>();
  const sentences = [...persona.sentences];
  const questions = [...persona.interruptions];
  const corrections = [...persona.corrections];
  let pause: 'ahead' | 'returning' | 'done' = persona.pause ? 'ahead' : 'done';
  const text = (words: string): Next => ({ kind: 'say', said: { text: words } });
  const take = <T>(list: T[], fits: (one: T) => boolean): T | undefined => {
    const index = list.findIndex(fits);
    return index < 0 ? undefined : list.splice(index, 1)[0];
  };
  const count = (field: string): number => {
    const before = asked.get(field) ?? 0;
    asked.set(field, before + 1);
    return before;
  };

  return (turn) => {
    const { asking } = turn;
    if (pause === 'returning') {
      pause = 'done';
      return text(persona.pause?.say ?? 'tôi làm tiếp nhé');
    }
    switch (asking) {
      case null:
      case 'menu': {
        if (persona.outcome !== 'submitted') return { kind: 'stop' };
        const first = take(sentences, (one) => one.when === 'start');
        if (first) return text(first.say);
        return count('menu') >= 2 ? { kind: 'stop' } : text('tôi muốn đăng ký sản phẩm');
      }
      case 'consent':
        return text(asListed(persona.answers.consent, count('consent')) ?? persona.fallback.consent ?? 'đồng ý');
      case 'confirm':
        return text(toConfirmation(persona, turn, () => count('applicant.unit')));
      case 'resume':
        return text('làm tiếp');
      case 'cancel':
        return text(asListed(persona.answers.cancel, count('cancel')) ?? 'đúng, hủy đi');
      default:
    }

    const sentence = take(sentences, (one) => one.when === asking || one.when === 'start');
    if (sentence) return text(sentence.say);
    const question = take(questions, (one) => one.when === asking);
    if (question) {
      return {
        kind: 'say',
        said: { text: question.say },
        ...(question.expectFieldAskedAgainOnce ? { returnTo: asking } : {}),
      };
    }
    const fix = take(corrections, (one) => asked.has(one.after) && one.after !== asking);
    if (fix) return text(fix.say);
    if (pause === 'ahead' && persona.pause && asked.has(persona.pause.after) && asking !== persona.pause.after) {
      pause = 'returning';
      return { kind: 'say', said: { advance: persona.pause.advance } };
    }
    if (asking === 'review') return text(persona.review ?? 'gửi');

    const before = count(asking);
    if (before >= MOST_TRIES) return { kind: 'stop', fault: `mắc lại ở ${asking}` };
    return answer(persona, turn, before);
  };
}

/** A commune proposed other than the persona's is refused with its name; everything else is agreed to. */
function toConfirmation(persona: Persona, turn: Turn, countUnit: () => number): string {
  const wanted = persona.expected['applicant.unit'];
  const proposed = turn.proposed?.['applicant.unit'];
  if (wanted === undefined || proposed === undefined || proposed === wanted)
    return persona.fallback.confirm ?? 'đúng rồi';
  const names = [persona.answers['applicant.unit'] ?? []].flat();
  return `không phải, ${names[countUnit()] ?? unitByCode(String(wanted))?.name}`;
}

function answer(persona: Persona, turn: Turn, before: number): Next {
  const field = turn.asking ?? '';
  const listed = [persona.answers[field] ?? []].flat();
  const buttons = turn.replies.flatMap((reply) => reply.buttons ?? []);
  const wanted = persona.expected[field];
  if (field === 'applicant.unit' && before >= listed.length && typeof wanted === 'string') {
    const name = unitByCode(wanted)?.name ?? '';
    const offered = buttons.find(({ label }) => plain(label).includes(plain(name)));
    return { kind: 'say', said: offered ? { button: offered.payload } : { text: name } };
  }
  const words = asListed(persona.answers[field], before) ?? persona.fallback[field] ?? persona.fallback.default;
  const said = words ?? 'bỏ qua';
  const labelled = persona.presses ? buttons.find(({ label }) => plain(label) === plain(said)) : undefined;
  return { kind: 'say', said: labelled ? { button: labelled.payload } : { text: said } };
}

/** The n-th of several answers, the last one for ever after. */
function asListed(answers: string | readonly string[] | undefined, index: number): string | undefined {
  const list = [answers ?? []].flat();
  return list[Math.min(index, list.length - 1)];
}
