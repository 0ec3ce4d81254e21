import { describe, expect, test } from 'vitest';
import { interpret } from '../../../src/conversation/interpret/interpret.ts';
import { type ConversationState, newState } from '../../../src/conversation/state.ts';

const hearing = (state: Partial<ConversationState> = {}) => ({
  state: { ...newState(), ...state },
  form: state.asking ? { answers: {}, open: new Set<never>() } : null,
  today: '2026-11-26',
  absent: false,
  previousField: null,
  sent: false,
});

const heard = (text: string, state?: Partial<ConversationState>) =>
  interpret({ kind: 'text', text }, hearing(state))[0];
const shown = (text: string, state?: Partial<ConversationState>) => {
  const one = heard(text, state);
  return one?.type === 'rsvp' ? (one.coming ? 'comes' : 'does not') : one?.type;
};

describe('words about events', () => {
  test.each([
    'tôi đi',
    'Tôi đi nhé',
    'dạ em tham gia ạ',
    'cho tui dang ky du tap huan ngay 5',
    'Cho tôi đăng ký hội chợ Tết với',
    'đăng ký lớp tập huấn chuyển đổi số giúp em',
    'tôi muốn tham gia hội chợ',
    'em muon di hoi cho ngay 5/12',
    'ghi tên tôi vào lớp tập huấn nhé',
    'xin cho tôi một suất tập huấn',
    'cho e dk hoi cho vs ạ',
    'giữ chỗ hội chợ cho tôi với',
    'htx tôi tham gia hội chợ nhé',
    'cho tôi đăng ký livestream bán hàng được không ạ',
    'sẽ đi',
  ])('comes: %s', (text) => expect(shown(text)).toBe('comes'));

  test.each([
    'không đi được nữa',
    'tôi không đi được',
    'tui ko đi đc nữa rồi',
    'hủy đăng ký hội chợ',
    'huy dang ky tap huan ngay 5 giup toi',
    'thôi không tham gia hội chợ nữa',
    'bận rồi không đi được',
    'em k tham gia dc a',
    'rút tên khỏi lớp tập huấn giúp tôi',
    'tôi không dự tập huấn được',
  ])('does not: %s', (text) => expect(shown(text)).toBe('does not'));

  test.each([
    'có hội chợ nào sắp tới?',
    'sap toi co lop tap huan nao khong',
    'có hội chợ nào không',
    'tháng này có tập huấn không ạ',
    'bao giờ có hội chợ',
    'lịch tập huấn',
    'khi nào tổ chức hội chợ?',
    'hội chợ tổ chức ở đâu?',
    'sắp tới có sự kiện gì không',
    'tuần sau có phiên livestream nào không em',
    'hội chợ sắp tới mang theo gì?',
  ])('asks what is on: %s', (text) => expect(shown(text)).toBe('askEvents'));

  test.each(['tôi đã đăng ký những gì?', 'tui da dang ky gi roi', 'lịch của tôi', 'tôi đăng ký hội chợ chưa'])(
    'asks for their own: %s',
    (text) => expect(shown(text)).toBe('myEvents'),
  );

  test.each([
    'hội chợ được hỗ trợ gì',
    'tham gia hội chợ được cộng bao nhiêu điểm?',
    'năm 2024 có bao nhiêu lớp tập huấn?',
    'điều kiện tham gia hội chợ là gì',
    'kế hoạch tập huấn năm 2024 thế nào',
    'đi hội chợ ngoài tỉnh có được hỗ trợ gian hàng không?',
    'mỗi năm tổ chức mấy hội chợ',
    'chuyển đổi số có nội dung gì?',
    'bán hàng trên mạng cần giấy tờ gì',
    'hạn nộp hồ sơ đợt này là khi nào?',
    'hồ sơ gồm những gì?',
    'lớp tập huấn thương mại điện tử ai đứng lớp?',
    'sở nào giúp đưa hàng lên sàn thương mại điện tử',
    'dịp tết có hội chợ bán hàng ocop không',
  ])('is for the documents: %s', (text) => expect(shown(text)).toBe('ask'));

  test.each(['tôi muốn đăng ký sản phẩm', 'đăng ký tham gia ocop', 'tui muon dang ky mat ong'])(
    'opens the form: %s',
    (text) => expect(shown(text)).toBe('startForm'),
  );

  test('a day, a kind and a place narrow it', () => {
    expect(heard('cho tui dang ky du tap huan ngay 5')).toMatchObject({
      about: { kinds: ['training', 'digital-training'], day: { day: 5 } },
    });
    expect(heard('em đăng ký hội chợ ngày 5/12')).toMatchObject({
      about: { kinds: ['fair'], day: { day: 5, month: 12 } },
    });
  });
});

describe('while a field is asked', () => {
  const support = { asking: 'idea.supportNeeds', field: null } as const;

  test.each(['tham gia hội chợ', 'muốn được đi hội chợ', 'tập huấn, bao bì', 'tôi đi bán ở hội chợ'])(
    'an answer stays one: %s',
    (text) => expect(shown(text, support)).toBe('setField'),
  );

  test('a plain request is heard', () => {
    expect(shown('đăng ký hội chợ ngày 5 cho tôi', support)).toBe('comes');
    expect(shown('có hội chợ nào sắp tới không?', support)).toBe('askEvents');
  });
});
