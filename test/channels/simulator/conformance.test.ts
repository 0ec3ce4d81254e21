import { randomUUID } from 'node:crypto';
import { createSimulatorChannel } from '../../../src/channels/simulator/simulator-channel.ts';
import { describeChannel } from '../conformance.ts';

const channel = createSimulatorChannel({ run: 'r', clock: { now: () => new Date('2026-11-26T02:00:00Z') } });

describeChannel('the chat page', () => ({
  channel,
  someone: async () => randomUUID(),
  seen: async (who) =>
    channel.replay(who, null).map(({ text, buttons, file }) => ({
      text,
      buttons: buttons.map(({ label }) => label),
      file: file?.name ?? null,
    })),
  async press(who, label) {
    const button = channel
      .replay(who, null)
      .at(-1)
      ?.buttons.find((one) => one.label === label);
    if (!button) throw new Error(`no button "${label}"`);
    return { kind: 'button', payload: button.payload };
  },
}));
