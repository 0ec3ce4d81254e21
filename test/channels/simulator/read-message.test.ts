import { describe, expect, it } from 'vitest';
import { readMessage } from '../../../src/channels/simulator/web/read-message.ts';

const id = 'a1b2c3d4e5f6';

describe('readMessage', () => {
  it('tidies what was typed', () => {
    expect(readMessage({ id, text: '  OCOP la\u0300 gi\u0300?\u200B ' })).toEqual({
      kind: 'message',
      id,
      content: { kind: 'text', text: 'OCOP là gì?' },
    });
  });

  it('takes a button by its payload', () => {
    expect(readMessage({ id, button: 'consent:yes' })).toEqual({
      kind: 'message',
      id,
      content: { kind: 'button', payload: 'consent:yes' },
    });
  });

  it('counts characters, not code units, against 4.000', () => {
    expect(readMessage({ id, text: '🌾'.repeat(4_000) }).kind).toBe('message');
    expect(readMessage({ id, text: 'ơ'.repeat(4_001) })).toEqual({ kind: 'too-long', characters: 4_001 });
  });

  it('knows an empty message', () => {
    expect(readMessage({ id, text: ' \u200B\n ' })).toEqual({ kind: 'empty' });
  });

  it.each([
    null,
    'chữ',
    {},
    { text: 'không có id' },
    { id: 'ngắn', text: 'a' },
    { id, text: 1 },
    { id, text: 'a', button: 'b' },
    { id, button: 'ư'.repeat(33) },
    { id, button: '' },
    { id, text: 'a', at: '2020-01-01' },
  ])('refuses %j', (body) => {
    expect(readMessage(body).kind).toBe('malformed');
  });
});
