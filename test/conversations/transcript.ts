import type { ChannelId } from '../../src/channels/types.ts';
import { readDuration } from '../../src/cli/chat/duration.ts';
import { answerLines, type Step } from '../../src/cli/chat/transcript.ts';
import { ACCOUNT, createTalk, type Said } from '../conversation/talk.ts';
import { offeredIn } from './offered.ts';
import { officeStep } from './office-steps.ts';

export { read, type Step, write } from '../../src/cli/chat/transcript.ts';

/**
 * What the lines of a transcript that begin with `>` do:
 * - `# …` a remark;
 * - `> text` what the person types, `> (zalo) text` on another channel; `> [label]` a button pressed; `> @P3D` time that passes; `> *voice` a voice message, sticker …;
 * - `> *photo anh.jpg | caption` a photo or file of that name (test/conversation/sent-files.ts);
 * - `> *event fair | …` an event that is on (offered.ts);
 * - `> *officer took`, `> *officer wrote: words`, `> *officer handed-back`, `closed`, `lapsed`: what an officer does who has the conversation;
 * - `> *erase` a demand that the channel hands on: everything is to be erased;
 * - `> *office 2026-12-05 applicant.phone: words | …` an officer gives fields back, with the day and a reason for each;
 */
export async function play(steps: readonly Step[], how: Parameters<typeof createTalk>[0] = {}): Promise<Step[]> {
  const talk = createTalk(how);
  const played: Step[] = [];
  for (const step of steps) {
    const { said } = step;
    if (said.startsWith('@')) {
      const milliseconds = readDuration(said.slice(1));
      if (milliseconds === null) throw new Error(`no duration: ${said}`);
      talk.wait(milliseconds);
      played.push({ ...step, answer: [] });
      continue;
    }
    const event = offeredIn(said, talk.store.offered.length);
    if (event) {
      talk.store.offered.push(event);
      played.push({ ...step, answer: [] });
      continue;
    }
    played.push({ ...step, answer: answerOf(await hear(talk, said)) });
  }
  return played;
}

function hear(talk: ReturnType<typeof createTalk>, line: string): Promise<Said> {
  const [, channel = 'simulator', said = ''] = /^(?:\((zalo|telegram)\) )?(.*)$/s.exec(line) as unknown as [
    string,
    ChannelId?,
    string?,
  ];
  if (channel !== 'simulator') return talk.say(said, channel);
  const button = /^\[(.+)\]$/.exec(said);
  if (button?.[1]) return talk.press(button[1]);
  const [, sent, name = 'anh.jpg', caption] = /^\*(photo|file)(?: ([^|]+?)(?: \| (.+))?)?$/.exec(said) ?? [];
  if (sent === 'photo' || sent === 'file')
    return talk.send({ kind: sent, ref: name, name, ...(caption ? { caption } : {}) });
  if (said === '*erase') return talk.send({ kind: 'erase' });
  const media = /^\*(voice|sticker|location)$/.exec(said)?.[1];
  if (media === 'location') return talk.send({ kind: media, latitude: 19.8, longitude: 105.7 });
  if (media === 'voice' || media === 'sticker') return talk.send({ kind: media });
  const ofOffice = officeStep(said, talk.store, ACCOUNT);
  if (ofOffice) return talk.send(ofOffice);
  const [, whose, phone] = /^\*(contact|card) (.+)$/.exec(said) ?? [];
  return phone ? talk.send({ kind: 'contact', phone, own: whose === 'contact' }) : talk.say(said);
}

function answerOf({ replies, ...report }: Said): string[] {
  return answerLines({
    ...report,
    replies: replies.map(({ text, buttons, file }) => ({ text, buttons, ...(file ? { file: file.name } : {}) })),
  });
}
