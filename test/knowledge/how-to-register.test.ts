import { describe, expect, it } from 'vitest';
import { ask, sources } from './shared.ts';

describe('how to register', () => {
  it.each(['toi muon dang ky san pham thi lam the nao', 'muốn đăng ký thì làm sao', 'đăng ký OCOP thì phải làm gì ạ'])(
    'tells where to file, then the papers, then the deadlines: %s',
    (question) => {
      expect(sources(ask(question))).toEqual(['qd-26-2026:Đ.7', 'qd-26-2026:Đ.6', 'qd-26-2026:Đ.5']);
    },
  );

  it('leaves registering something else alone', () => {
    expect(sources(ask('đăng ký hộ kinh doanh thì làm thế nào'))[0]).not.toBe('qd-26-2026:Đ.7');
  });
});

describe('whether a product may join', () => {
  it.each([
    ['rượu có được làm ocop không', 'bộ 14'],
    ['nem chua có được làm OCOP không', 'bộ 8'],
    ['mật ong có làm OCOP được không', 'bộ 4'],
  ])('is answered from the sets: %s', (question, set) => {
    const answer = ask(question);
    expect(sources(answer)[0]).toBe('qd-26-2026:PL.I');
    expect(answer.text).toContain(set);
  });
});
