import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitMessage } from '../../../src/channels/fit-message.ts';
import {
  checkWords,
  type KnownTemplate,
  type OpenChannel,
  previewOnChannels,
} from '../../../src/notifications/campaigns/check-words.ts';
import { durations } from '../../../src/notifications/campaigns/duration.ts';
import { addressTo, TEMPLATE_NAME } from '../../../src/notifications/dispatch/notice.ts';
import { mute } from '../../../src/notifications/events/notices.ts';
import { maskName, maskPhone } from '../../../src/notifications/members/mask.ts';
import type { NoticeBody, NoticeTemplate } from '../../../src/notifications/types.ts';

/** The real limits of the channels. */
const CHANNELS: readonly OpenChannel[] = [
  { id: 'zalo', limits: { text: 2_000, caption: 0, buttons: 5, buttonLabel: 100 } },
  { id: 'telegram', limits: { text: 4_096, caption: 1_024, buttons: 100, buttonLabel: 64 } },
];
const TEMPLATE: KnownTemplate = {
  status: 'ENABLE',
  parameters: [
    { name: 'ten', required: true, maxLength: 30 },
    { name: 'su_kien', required: true, maxLength: 20 },
  ],
  priceUid: 200,
  pricePhone: 250,
};

const words = (text: string, template: NoticeTemplate | null = null): NoticeBody => ({
  text,
  template,
  buttons: mute('fair'),
});
const textsOf = (body: NoticeBody, known: KnownTemplate | null = TEMPLATE) =>
  checkWords(body, CHANNELS, known).map(({ text }) => text);

describe('what is written', () => {
  test('may be as long as the shortest channel takes, a long name included', () => {
    expect(textsOf(words('a'.repeat(2_000)))).toEqual([]);
    expect(textsOf(words('a'.repeat(2_001)))).toEqual([
      expect.stringContaining('giới hạn 2.000 ký tự của Zalo (đang 2.001'),
    ]);
    expect(textsOf(words(`{name}${'a'.repeat(1_940)}`))).toEqual([]);
    expect(textsOf(words(`{name}${'a'.repeat(1_941)}`))).toHaveLength(1);
    expect(textsOf(words('a'.repeat(4_097)))).toHaveLength(2);
  });

  test('counts characters as people see them, however they were typed', () => {
    expect(textsOf(words('ế'.normalize('NFD').repeat(2_000)))).toEqual([]);
  });

  test('knows one place to fill in', () => {
    expect(textsOf(words('Chào {name}, {ten} và {}'))).toEqual([
      expect.stringContaining('{ten}'),
      expect.stringContaining('{}'),
    ]);
  });

  test('that is accepted is shown as one message on every channel, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2_200 }), fc.string({ maxLength: 60 }), (text, name) => {
        const body = words(text.trim() || 'a');
        fc.pre(textsOf(body).length === 0);
        for (const shown of previewOnChannels(body, CHANNELS, name)) expect(shown.messages).toHaveLength(1);
        for (const { limits } of CHANNELS)
          expect(fitMessage({ text: body.text, buttons: [], file: null }, limits)).toHaveLength(1);
      }),
    );
  });
});

describe('a template', () => {
  const template = (data: Record<string, string>) => words('Mời hội chợ', { purpose: 'event', data });

  test.each([
    [{ ten: '{name}', su_kien: 'Hội chợ' }, []],
    [{ ten: '{name}' }, ['Chưa ghi tham số su_kien']],
    [{ ten: ' ', su_kien: 'Hội chợ' }, ['Chưa ghi tham số ten']],
    [{ ten: 'Anh {name}', su_kien: 'Hội chợ' }, ['ten dài quá 30']],
    [{ ten: '{name}', su_kien: 'x'.repeat(21) }, ['su_kien dài quá 20']],
    [{ ten: '{name}', su_kien: '{khac}' }, ['không có ô {khac}']],
    [{ ten: '{name}', su_kien: 'x', la: 'y' }, ['không có tham số la']],
  ])('%j', (data: Record<string, string>, told: string[]) => {
    const texts = textsOf(template(data));
    expect(texts).toHaveLength(told.length);
    for (const [at, one] of told.entries()) expect(texts[at]).toContain(one);
  });

  test('that is not approved, or not there, is no way', () => {
    const body = template({ ten: '{name}', su_kien: 'x' });
    expect(textsOf(body, null)).toEqual([expect.stringContaining('Chưa có tin mẫu Zalo')]);
    expect(textsOf(body, { ...TEMPLATE, status: 'REJECT' })).toEqual([expect.stringContaining('chưa được duyệt')]);
  });

  test('has room for the beginning of a long name', () => {
    const name = 'Hợp tác xã dịch vụ nông nghiệp Quảng Thọ';
    const put = addressTo(template({ ten: '{name}', su_kien: 'x' }), name);
    expect(put.template?.data.ten).toBe('Hợp tác xã dịch vụ nông…');
    expect(addressTo(words('Chào {name}'), name).text).toBe(`Chào ${name}`);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        const shown = addressTo(template({ ten: '{name}' }), any).template?.data.ten ?? '';
        expect([...shown.normalize('NFC')].length).toBeLessThanOrEqual(TEMPLATE_NAME);
      }),
    );
  });
});

test('how long it takes at least is a matter of each account', () => {
  const limits = {
    zalo: { perSecond: 1, burst: 5, perMinute: 100 },
    zbs: { perSecond: 5, burst: 5, perMinute: null },
    telegram: { perSecond: 25, burst: 5, perMinute: null },
  };
  const byWay = [
    { way: 'zalo-window', count: 600 },
    { way: 'zbs-uid', count: 400 },
    { way: 'telegram', count: 1_001 },
    { way: 'simulator', count: 3 },
  ] as const;
  expect(durations(byWay, limits)).toEqual([
    { account: 'zalo', count: 1_000, seconds: 1_000 },
    { account: 'telegram', count: 1_001, seconds: 41 },
    { account: 'simulator', count: 3, seconds: null },
  ]);
});

test('a sample shows enough to see whether the right people are meant', () => {
  expect(maskName('Hộ kinh doanh Lê Thị Hoa')).toBe('Hộ k. d. L. T. H.');
  expect(maskPhone('0987654321')).toBe('09•••••321');
});
