import { describe, expect, it } from 'vitest';
import { createSimulatorChannel } from '../../../src/channels/simulator/simulator-channel.ts';
import type { ThreadEntry } from '../../../src/channels/simulator/thread.ts';
import type { OutgoingMessage } from '../../../src/channels/types.ts';

const clock = { now: () => new Date('2026-11-23T01:00:00Z') };

function message(key: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return { key, text: 'Chào anh/chị', buttons: [], ...more };
}

describe('createSimulatorChannel', () => {
  it('hands a message to the pages of that person only', async () => {
    const channel = createSimulatorChannel({ run: 'r1', clock });
    const lan: string[] = [];
    const minh: string[] = [];
    channel.subscribe('lan', ({ text }) => lan.push(text));
    channel.subscribe('minh', ({ text }) => minh.push(text));
    expect(await channel.send('lan', message('m1'))).toEqual({ kind: 'sent', messageId: 'm1' });
    expect(lan).toEqual(['Chào anh/chị']);
    expect(minh).toEqual([]);
  });

  it('shows the same key once, and still reports it sent', async () => {
    const channel = createSimulatorChannel({ run: 'r1', clock });
    await channel.send('lan', message('m1'));
    expect(await channel.send('lan', message('m1'))).toEqual({ kind: 'sent', messageId: 'm1' });
    expect(channel.replay('lan', null)).toHaveLength(1);
  });

  it('replays what came after the last position, or all after a restart', async () => {
    const channel = createSimulatorChannel({ run: 'r2', clock });
    for (const key of ['m1', 'm2', 'm3']) await channel.send('lan', message(key));
    const keys = (entries: readonly ThreadEntry[]) => entries.map(({ key }) => key);
    expect(keys(channel.replay('lan', 'r2.2'))).toEqual(['m3']);
    expect(keys(channel.replay('lan', 'r1.3'))).toEqual(['m1', 'm2', 'm3']);
    expect(keys(channel.replay('lan', 'lạ'))).toEqual(['m1', 'm2', 'm3']);
    expect(channel.replay('minh', null)).toEqual([]);
    expect(channel.replay('lan', null).map(channel.position)).toEqual(['r2.1', 'r2.2', 'r2.3']);
  });

  it('keeps a sent file for its person, out of reach of others', async () => {
    const channel = createSimulatorChannel({ run: 'r1', clock });
    const file = { name: 'Mau-01.docx', mime: 'application/pdf', bytes: new Uint8Array([9]) };
    await channel.send('lan', message('m1', { file }));
    const id = channel.replay('lan', null)[0]?.file?.id ?? '';
    expect(channel.file('lan', id)).toEqual(file);
    expect(channel.file('minh', id)).toBeNull();
  });

  it('stops calling a page that has gone', async () => {
    const channel = createSimulatorChannel({ run: 'r1', clock });
    const seen: string[] = [];
    const leave = channel.subscribe('lan', ({ key }) => seen.push(key));
    await channel.send('lan', message('m1'));
    leave();
    await channel.send('lan', message('m2'));
    expect(seen).toEqual(['m1']);
  });

  it.each([
    ['a text over 4.000 characters', { text: 'ơ'.repeat(4_001) }],
    ['too many buttons', { buttons: Array.from({ length: 41 }, (_, n) => ({ label: `${n}`, payload: `${n}` })) }],
    ['a label too long', { buttons: [{ label: 'ơ'.repeat(65), payload: 'x' }] }],
  ])('refuses %s for good', async (_, more) => {
    const channel = createSimulatorChannel({ run: 'r1', clock });
    expect(await channel.send('lan', message('m1', more))).toMatchObject({ kind: 'failed', retryable: false });
    expect(channel.replay('lan', null)).toEqual([]);
  });

  it('forgets the thread silent for longest, never one with an open page', async () => {
    const channel = createSimulatorChannel({ run: 'r1', clock, maxThreads: 2 });
    channel.subscribe('lan', () => {});
    for (const person of ['lan', 'minh', 'thu']) await channel.send(person, message(`to-${person}`));
    expect(channel.replay('lan', null)).toHaveLength(1);
    expect(channel.replay('minh', null)).toHaveLength(0);
    expect(channel.replay('thu', null)).toHaveLength(1);
  });
});
