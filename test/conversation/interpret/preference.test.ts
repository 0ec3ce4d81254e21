import { describe, expect, test } from 'vitest';
import { hearPreference } from '../../../src/conversation/interpret/preference.ts';
import { hear } from '../../../src/conversation/interpret/said.ts';
import { heardFromNotice } from '../../../src/conversation/pressed-notice.ts';
import { EVENT_WORDING } from '../../../src/notifications/events/kinds.ts';
import { OPTIONAL_TOPICS, topicLabel } from '../../../src/notifications/topics.ts';
import type { Topic } from '../../../src/notifications/types.ts';

const heard = (text: string, mayFollow = true) => hearPreference(hear(text), mayFollow);
const off = (...topics: string[]) => ({ type: 'preference', topics, on: false });
const on = (...topics: string[]) => ({ type: 'preference', topics, on: true });

describe('what somebody no longer wants to be told', () => {
  test.each([
    ['thôi nhận hội chợ', 'fair'],
    ['dung gui tin tap huan nua', 'training'],
    ['đừng gởi tin hội chợ nữa', 'fair'],
    ['thooi nhaanj tin hooij chowj', 'fair'],
    ['k muon nhan tin hoi cho nua', 'fair'],
    ['nỏ nhận tin hội chợ nựa', 'fair'],
    ['tui ko cần tin tập huấn mô', 'training'],
    ['dừng nhận thông báo livestream', 'livestream'],
    ['tôi không muốn nhận thông báo về phiên chợ trực tuyến', 'livestream'],
    ['thôi nhận lịch đánh giá', 'evaluation'],
    ['không nhận tin hạn nộp hồ sơ nữa', 'programme'],
    ['hội chợ thì thôi đừng gửi nữa', 'fair'],
    ['tin hội chợ đừng báo nữa', 'fair'],
    ['thôi đừng mời tôi đi hội chợ nữa', 'fair'],
    ['huỷ đăng ký nhận tin hội chợ', 'fair'],
    ['tắt tin tập huấn', 'training'],
    ['tôi muốn thôi nhận tin hội chợ được không ạ', 'fair'],
    ['thôi nhận tin hội chợ, xa quá không đi được', 'fair'],
    ['dạ em bận lắm, thôi nhận tin tập huấn nhé', 'training'],
    ['thôi nhắc', 'reminder'],
    ['đừng nhắc tôi khai phiếu nữa', 'reminder'],
    ['không nhắc nữa nhé', 'reminder'],
    ['thôi nhận kết quả', 'own-file'],
  ])('%s', (text, topic) => {
    expect(heard(text)).toEqual(off(topic));
  });

  test('several topics in one sentence', () => {
    expect(heard('thôi nhận tin hội chợ và tập huấn')).toEqual(off('training', 'fair'));
  });

  test.each([
    'tắt hết thông báo',
    'tắt thông báo',
    'tat het tb',
    'huỷ nhận tin',
    'xin đừng gửi tin nữa',
    'đừng nhắn nữa',
    'đừng làm phiền tôi nữa',
    'thôi nhận tin ocop',
    '/stop',
  ])('everything: %s', (text) => {
    expect(heard(text)).toEqual(off(...OPTIONAL_TOPICS));
  });
});

describe('what somebody wants to be told again', () => {
  test.each([
    ['nhận lại tin hội chợ', 'fair'],
    ['bật lại thông báo hội chợ', 'fair'],
    ['có hội chợ thì báo tôi nhé', 'fair'],
    ['khi nào có tập huấn nhớ báo em', 'training'],
    ['cho tôi nhận tin tập huấn', 'training'],
    ['tiếp tục nhắc tôi nhé', 'reminder'],
  ])('%s', (text, topic) => {
    expect(heard(text)).toEqual(on(topic));
  });

  test.each(['nhận lại tất cả thông báo', 'tôi muốn nhận lại thông báo', 'mở lại hết đi'])('everything: %s', (text) => {
    expect(heard(text)).toEqual(on(...OPTIONAL_TOPICS));
  });
});

describe('these and nothing else', () => {
  test.each([
    ['chỉ nhận tin hội chợ thôi', 'fair'],
    ['chỉ gửi tin tập huấn cho tôi', 'training'],
    ['chi bao hoi cho thoi nhe', 'fair'],
    ['chỉ báo kết quả hồ sơ của tôi thôi', 'own-file'],
  ])('%s', (text, topic) => {
    expect(heard(text)).toEqual({ type: 'onlyPreference', topics: [topic] });
  });

  test('"chị" is no "chỉ"', () => {
    expect(heard('chị muốn nhận tin hội chợ')).toEqual(on('fair'));
  });
});

test.each([
  'tôi đang nhận những tin gì?',
  'dang nhan tin gi',
  'cài đặt thông báo',
  'làm sao để tắt thông báo',
  'cách hủy nhận tin hội chợ',
])('asked for: %s', (text) => {
  expect(heard(text)).toEqual({ type: 'showPreferences' });
});

describe('what we say to type is understood', () => {
  test.each(OPTIONAL_TOPICS.map((topic) => [topicLabel(topic), topic]))('%s', (label, topic) => {
    expect(heard(`thôi nhận tin ${label}`)).toEqual(off(topic));
    expect(heard(`nhận lại tin ${label}`)).toEqual(on(topic));
  });

  test('several, and all of them', () => {
    const labels = OPTIONAL_TOPICS.slice(0, 3).map(topicLabel).join(', ');
    expect(heard(`thôi nhận tin ${labels}`)).toEqual(off(...OPTIONAL_TOPICS.slice(0, 3)));
    expect(heard('thôi nhận tất cả thông báo')).toEqual(off(...OPTIONAL_TOPICS));
    expect(heard('nhận lại tất cả thông báo')).toEqual(on(...OPTIONAL_TOPICS));
  });
});

describe('the button under a notice', () => {
  const labels = Object.entries(EVENT_WORDING.buttons.mute) as [Topic, string][];

  test.each(labels)('%s, pressed or typed: "%s"', (topic, label) => {
    const pressed = { delivery: '1', label, act: { type: 'mute', topic } } as const;
    expect(heardFromNotice(pressed)).toEqual(off(topic));
    expect(heard(label)).toEqual(off(topic));
  });
});

describe('not a word about being told', () => {
  test.each([
    'hội chợ có được hỗ trợ không',
    'thôi không bán ở hội chợ nữa',
    'thôi không đi hội chợ nữa',
    'hủy đăng ký hội chợ',
    'có hội chợ nào sắp tới?',
    'sao không gửi tin hội chợ nữa',
    'tôi không nhận được tin hội chợ',
    'nhận được thông báo hội chợ rồi',
    'đã nhận giấy mời hội chợ',
    'bán ở hội chợ, livestream',
    'nghỉ bán hội chợ',
    'thôi nhận hàng qua hội chợ',
    'không cần hỗ trợ tập huấn',
    'khỏi cần tập huấn, cần vốn thôi',
    'muốn mở lớp tập huấn',
    'thông báo kết quả khi nào',
    'kết quả hồ sơ của tôi thế nào',
    'gửi lại phiếu',
    'nhắc lại câu hỏi',
    'không gửi nữa',
    'thôi để sau',
    'dừng lại',
    'hủy phiếu',
    'đúng gửi tin cho tôi',
  ])('%s', (text) => {
    expect(heard(text)).toBeNull();
  });

  test('behind the answer to a question of the form, its clause is left to the answer', () => {
    expect(heard('bán ở chợ xã, thôi nhận tin hội chợ', false)).toBeNull();
    expect(heard('thôi nhận tin hội chợ, xa quá', false)).toEqual(off('fair'));
  });

  test('a long story is read through quickly', () => {
    expect(heard('thôi nhận tin nhắn '.repeat(400))).toBeNull();
  });
});
