import { describe, expect, test } from 'vitest';
import { markPayload } from '../../../src/channels/zalo/button-payload.ts';
import { readEvent } from '../../../src/channels/zalo/read-event.ts';

const OA = '9876543210987654321';
const USER = '4321000000000000001';
const AT = '2026-11-26T02:00:00.000Z';
const timestamp = String(Date.parse(AT));
const parties = { sender: { id: USER }, recipient: { id: OA } };

const from = (name: string, message: object) => ({
  app_id: '1',
  event_name: name,
  timestamp,
  user_id_by_app: 'x',
  ...parties,
  message: { msg_id: 'm1', ...message },
});
const read = (event: object) => readEvent(event, OA);
const contents = (event: object) => {
  const found = read(event);
  return found.kind === 'heard' ? found.events.map(({ content }) => content) : found;
};
const sent = (name: string, payload: object, rest: object = {}) =>
  contents(from(name, { attachments: [{ type: 'x', payload }], ...rest }));

describe('what people send', () => {
  test('a text, with the key of the message and the time of the event', () => {
    expect(read(from('user_send_text', { text: '  chào a\u0323nh  ' }))).toEqual({
      kind: 'heard',
      events: [{ channel: 'zalo', key: 'm1', externalId: USER, at: AT, content: { kind: 'text', text: 'chào ạnh' } }],
    });
  });

  test('a pressed button, known by its mark', () => {
    expect(contents(from('user_send_text', { text: markPayload('abc-1') }))).toEqual([
      { kind: 'button', payload: 'abc-1' },
    ]);
    expect(contents(from('user_send_text', { text: '#đăng ký' }))).toEqual([{ kind: 'text', text: '#đăng ký' }]);
    expect(contents(from('user_send_text', { text: `#b:${'x'.repeat(65)}` }))).toMatchObject([{ kind: 'text' }]);
  });

  test('a link with words, and one without', () => {
    const attachments = [{ type: 'link', payload: { url: 'https://ocop.example/banh-gai', thumbnail: '' } }];
    expect(contents(from('user_send_link', { attachments, text: 'xem giúp' }))).toEqual([
      { kind: 'text', text: 'xem giúp' },
    ]);
    expect(contents(from('user_send_link', { attachments }))).toEqual([
      { kind: 'text', text: 'https://ocop.example/banh-gai' },
    ]);
  });

  test('pictures and files by reference, each an event of its own', () => {
    const attachments = [1, 2].map((n) => ({ type: 'image', payload: { url: `https://f6.photo.talk.zdn.vn/${n}` } }));
    const found = read(from('user_send_image', { attachments, text: 'nhãn' }));
    expect(found.kind === 'heard' && found.events.map(({ key }) => key)).toEqual(['m1', 'm1#1']);
    expect(contents(from('user_send_image', { attachments, text: 'nhãn' }))).toEqual([
      { kind: 'photo', ref: 'https://f6.photo.talk.zdn.vn/1', name: '', caption: 'nhãn' },
      { kind: 'photo', ref: 'https://f6.photo.talk.zdn.vn/2', name: '' },
    ]);
    expect(sent('user_send_file', { url: 'https://a.zdn.vn/f', name: 'giấy phép.pdf', size: '9' })).toEqual([
      { kind: 'file', ref: 'https://a.zdn.vn/f', name: 'giấy phép.pdf' },
    ]);
  });

  test('a place comes as strings, a business card as JSON in a string', () => {
    expect(sent('user_send_location', { coordinates: { latitude: '19.8', longitude: '105.7' } })).toEqual([
      { kind: 'location', latitude: 19.8, longitude: 105.7 },
    ]);
    expect(read(from('user_send_location', { attachments: [{ type: 'x', payload: {} }] })).kind).toBe('ignored');
    expect(sent('user_send_business_card', { description: '{"phone":"84912345678"}' })).toEqual([
      { kind: 'contact', phone: '84912345678', own: false },
    ]);
    expect(
      read(from('user_send_business_card', { attachments: [{ type: 'link', payload: { description: '{' } }] })).kind,
    ).toBe('ignored');
  });

  test('voice, film, sticker and gif are met as what they are', () => {
    expect(['audio', 'video', 'sticker', 'gif'].map((kind) => sent(`user_send_${kind}`, { url: 'u' }))).toEqual([
      [{ kind: 'voice' }],
      [{ kind: 'voice' }],
      [{ kind: 'sticker' }],
      [{ kind: 'sticker' }],
    ]);
  });

  test('contact data in both shapes', () => {
    const base = { event_name: 'user_submit_info', timestamp, ...parties };
    const newer = { name: 'A', phone: '84912345678', full_address: { user_city: 'Thanh Hóa' } };
    const older = { name: 'A', phone: 84_912_345_678, address: 'x', city: 'y', district: 'z', ward: 'w' };
    for (const info of [newer, older]) {
      expect(contents({ ...base, info })).toEqual([{ kind: 'contact', phone: '84912345678', own: true }]);
    }
    expect(read({ ...base, info: { name: 'A' } }).kind).toBe('ignored');
  });

  test('a follow greets, a withdrawal demands erasure; their keys tell the same event and name nobody', () => {
    const follow = { event_name: 'follow', timestamp, oa_id: OA, follower: { id: USER }, source: 'oa_profile' };
    expect(contents(follow)).toEqual([{ kind: 'text', text: 'xin chào' }]);
    expect(read(follow)).toEqual(read({ ...follow }));
    expect(JSON.stringify(read(follow)).split(USER)).toHaveLength(2);
    const withdraw = { event_name: 'user_withdraw', timestamp, user_id: USER };
    expect(contents(withdraw)).toEqual([{ kind: 'erase' }]);
    expect(read({ ...follow, event_name: 'unfollow' })).toEqual({ kind: 'left', externalId: USER, at: AT });
  });
});

describe('what the account sends', () => {
  const ours = { sender: { id: OA }, recipient: { id: USER } };
  const echo = { event_name: 'oa_send_text', timestamp, ...ours, message: { msg_id: 'm2', text: 'Chào' } };

  test('an echo of ours, and a message that an officer typed', () => {
    expect(read(echo)).toEqual({ kind: 'echo', externalId: USER, messageId: 'm2', text: 'Chào', at: AT });
    expect(read({ ...echo, sender: { id: OA, admin_id: '7' } }).kind).toBe('officer');
  });

  test('receipts: arrived, by the time that a template tells itself, and seen', () => {
    const message = { delivery_time: String(Date.parse(AT) + 5), msg_id: 't1', tracking_id: 'k1' };
    const received = { event_name: 'user_received_message', timestamp, ...ours };
    expect(read({ ...received, message })).toEqual({
      kind: 'delivered',
      messageId: 't1',
      at: '2026-11-26T02:00:00.005Z',
    });
    expect(read({ ...received, message: { msg_id: 'm2' } })).toEqual({ kind: 'delivered', messageId: 'm2', at: AT });
    const seen = { event_name: 'user_seen_message', timestamp, ...ours };
    expect(read({ ...seen, message: { msg_ids: ['m2', 'm3'] } })).toEqual({
      kind: 'seen',
      messageIds: ['m2', 'm3'],
      at: AT,
    });
    expect(read({ ...seen, message: { msg_ids: [] } }).kind).toBe('ignored');
    expect(read({ event_name: 'change_template_status', timestamp, template_id: 201, status: {} })).toEqual({
      kind: 'template-changed',
      templateId: '201',
    });
  });
});

test.each([
  ['an event of another account', { ...from('user_send_text', { text: 'a' }), recipient: { id: '1' } }],
  ['an unknown event', { event_name: 'widget_interaction_accepted', timestamp }],
  ['a time that is none', { ...from('user_send_text', { text: 'a' }), timestamp: 'now' }],
  ['an empty text', from('user_send_text', { text: ' ' })],
  ['a picture without an address', from('user_send_image', { attachments: [{ type: 'image', payload: {} }] })],
  ['no object', []],
])('%s is ignored', (_what, event) => {
  expect(read(event).kind).toBe('ignored');
});
