import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitMessage } from '../../src/channels/fit-message.ts';
import type { Channel, IncomingContent, OutgoingMessage } from '../../src/channels/types.ts';

/** One message as the person sees it. */
export interface Seen {
  readonly text: string;
  readonly buttons: readonly string[];
  /** Name of the file; null without one. */
  readonly file: string | null;
}

/** - `busy`: refused for now. `gone`: this person takes no messages. `cut`: shown, but the answer is lost. */
export type Trouble = 'busy' | 'gone' | 'cut';

export interface Subject {
  readonly channel: Channel;
  /** An account that may be written to. */
  someone(): Promise<string>;
  seen(externalId: string): Promise<readonly Seen[]>;
  /** What the channel hands to the conversation when this person presses the button of the newest message. */
  press(externalId: string, label: string): Promise<IncomingContent>;
  /** The next send to this person meets it. Left out where the channel knows no such trouble. */
  trouble?(externalId: string, trouble: Trouble): Promise<void>;
}

const SHORT = { text: 'Chào anh/chị.', buttons: [] };

/** What the conversation relies on, whatever the channel. `open` is called once, inside the suite. */
export function describeChannel(name: string, open: () => Subject): void {
  let count = 0;
  const message = (rest: Partial<OutgoingMessage> = {}): OutgoingMessage => {
    count += 1;
    return { ...SHORT, key: `conformance:${name}:${count}`, ...rest };
  };
  const buttonsOf = (count: number, label: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => ({ label: label(index), payload: `p${index}-Zk3_x9Qw` }));

  describe(`${name} as a channel`, () => {
    test('shows a text to the letter, with an id of its own', async () => {
      const { channel, someone, seen } = open();
      const who = await someone();
      const first = await channel.send(who, message({ text: 'Tiếng Việt:\n• dòng hai'.normalize('NFD') }));
      const second = await channel.send(who, message());
      expect([first.kind, second.kind]).toEqual(['sent', 'sent']);
      expect(first.kind === 'sent' && second.kind === 'sent' && first.messageId !== second.messageId).toBe(true);
      const texts = (await seen(who)).map(({ text }) => text.normalize('NFC'));
      expect(texts).toEqual(['Tiếng Việt:\n• dòng hai', SHORT.text]);
    });

    test('takes what its limits allow, to the last character and button', async () => {
      const { channel, someone, seen } = open();
      const { limits } = channel;
      const who = await someone();
      const label = (index: number) => `${index}${'ữ'.repeat(limits.buttonLabel)}`.slice(0, limits.buttonLabel);
      const full = message({
        text: 'ệ'.repeat(limits.text).normalize('NFD'),
        buttons: buttonsOf(limits.buttons, label),
      });
      expect(await channel.send(who, full)).toMatchObject({ kind: 'sent' });
      const [shown] = await seen(who);
      expect(shown?.text.normalize('NFC')).toBe(full.text.normalize('NFC'));
      expect(shown?.buttons).toEqual(full.buttons.map((button) => button.label));
    });

    test.each([
      ['text', ({ text }: Channel['limits']) => ({ text: 'ệ'.repeat(text + 1) })],
      ['buttons', ({ buttons }: Channel['limits']) => ({ buttons: buttonsOf(buttons + 1, (index) => `nút ${index}`) })],
      ['label', ({ buttonLabel }: Channel['limits']) => ({ buttons: buttonsOf(1, () => 'ệ'.repeat(buttonLabel + 1)) })],
    ])('refuses a %s beyond its limits for good, and shows nothing', async (_what, tooMuch) => {
      const { channel, someone, seen } = open();
      const who = await someone();
      const outcome = await channel.send(who, message(tooMuch(channel.limits)));
      expect(outcome).toMatchObject({ kind: 'failed', retryable: false, reason: expect.stringMatching(/\p{L}/u) });
      expect(await seen(who)).toEqual([]);
    });

    test('takes whatever fitting leaves of any message', async () => {
      const { channel, someone, seen } = open();
      const words = fc.array(fc.constantFrom('đăng ký', 'sản phẩm', 'ở xã\n', 'x'.repeat(90), '.\n\n'), {
        minLength: 1,
        maxLength: 700,
      });
      const labels = fc.array(fc.constantFrom('Đồng ý', 'Không', 'Hộ sản xuất '.repeat(12).trim()), { maxLength: 45 });
      await fc.assert(
        fc.asyncProperty(words, labels, async (said, asked) => {
          const who = await someone();
          const text = said.join(' ').trim() || 'a';
          const buttons = asked.map((label, index) => ({ label, payload: `p${index}` }));
          const parts = fitMessage({ text, buttons, file: null }, channel.limits);
          for (const part of parts) {
            const outcome = await channel.send(who, message({ text: part.text, buttons: part.buttons }));
            expect(outcome).toMatchObject({ kind: 'sent' });
          }
          expect((await seen(who)).map((one) => one.text)).toEqual(parts.map((part) => part.text));
        }),
        { numRuns: 8 },
      );
    });

    test('brings back the payload of a pressed button, up to 64 bytes', async () => {
      const { channel, someone, press } = open();
      const who = await someone();
      const payload = 'Zk3_x9Qw-'.repeat(8).slice(0, 64);
      await channel.send(who, message({ buttons: [{ label: 'Đồng ý', payload }, ...buttonsOf(1, () => 'Không')] }));
      expect(await press(who, 'Đồng ý')).toEqual({ kind: 'button', payload });
    });

    test('shows a Word file under its name', async () => {
      const { channel, someone, seen } = open();
      const who = await someone();
      const mime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
      const file = { name: 'Mau-01-OCOP.docx', mime, bytes: new Uint8Array([0x50, 0x4b, 3, 4]) };
      const [part] = fitMessage({ text: '', buttons: [], file }, channel.limits);
      const outcome = await channel.send(who, message({ text: part?.text ?? '', file }));
      expect(outcome).toMatchObject({ kind: 'sent' });
      expect((await seen(who)).at(-1)?.file).toBe(file.name);
    });

    const troubles: [Trouble, object][] = [
      ['busy', { kind: 'failed', retryable: true, reason: expect.stringMatching(/\p{L}/u) }],
      ['gone', { kind: 'failed', retryable: false, reason: expect.stringMatching(/\p{L}/u) }],
    ];
    test.each(troubles)('says what to do when the channel is %s', async (trouble, expected) => {
      const { channel, someone, seen, trouble: meet } = open();
      if (!meet) return;
      const who = await someone();
      await meet(who, trouble);
      expect(await channel.send(who, message())).toMatchObject(expected);
      expect(await seen(who)).toEqual([]);
    });

    test('never shows twice what may have been shown', async () => {
      const { channel, someone, seen, trouble } = open();
      if (!trouble) return;
      const who = await someone();
      await trouble(who, 'cut');
      const outcome = await channel.send(who, message());
      expect(['uncertain', 'sent']).toContain(outcome.kind);
      expect(await seen(who)).toHaveLength(1);
    });
  });
}
