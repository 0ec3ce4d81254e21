import path from 'node:path';
import { readYesNo } from '../../conversation/interpret/yes-no.ts';
import type { Session } from './session.ts';
import { createStandIns } from './stand-ins.ts';
import type { StoredLine } from './stored-conversation.ts';
import { answerLines, type Step } from './transcript.ts';

/** Shorter silences change nothing and are not told. */
const SILENCE_MS = 60 * 60_000;
const BEGINNING = 'tôi muốn đăng ký sản phẩm';
/** What came in as something else than text is replayed as that. */
const MEDIA = /^\[(voice|sticker)\]$/;

/**
 * Plays a stored conversation once more, masked, and writes down what is answered now: a transcript for
 * test/conversations. `open` gives the session of a channel; all of them belong to one assistant.
 */
export async function replay(
  stored: readonly StoredLine[],
  open: (channel: StoredLine['channel']) => Session,
): Promise<Step[]> {
  const standIn = createStandIns();
  const steps: Step[] = [];
  const first = stored[0]?.channel ?? 'simulator';
  let before: number | null = null;
  const lines = withBeginning(stored.filter((one) => one.direction === 'in'));
  for (const { at, channel, text } of lines) {
    const session = open(channel);
    const silence = before === null ? 0 : Date.parse(at) - before;
    before = Date.parse(at);
    if (silence >= SILENCE_MS) {
      await session.take({ kind: 'advance', milliseconds: silence });
      steps.push({ remarks: [], said: `@PT${Math.round(silence / 60_000)}M`, answer: [] });
    }
    const media = MEDIA.exec(text)?.[1] as 'voice' | 'sticker' | undefined;
    const said = media ? `*${media}` : standIn(text.replaceAll('\n', ' '));
    const turn = await session.take({
      kind: 'content',
      content: media ? { kind: media } : { kind: 'text', text: said },
    });
    const replies = turn.replies.map(({ file, ...reply }) => ({
      ...reply,
      ...(file === undefined ? {} : { file: path.basename(file) }),
    }));
    steps.push({
      remarks: [],
      said: channel === first ? said : `(${channel}) ${said}`,
      answer: answerLines({ ...turn, replies }),
    });
  }
  return steps;
}

/** Kept is what was said from the consent on; what it answered to is put before it. */
function withBeginning(lines: readonly StoredLine[]): readonly StoredLine[] {
  const [first] = lines;
  return first && readYesNo(first.text)?.yes ? [{ ...first, text: BEGINNING }, ...lines] : lines;
}
