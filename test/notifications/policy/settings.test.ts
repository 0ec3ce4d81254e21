import { describe, expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  MOST_SPREAD_MINUTES,
  readOrder,
  readQuietHours,
  readSettings,
} from '../../../src/notifications/policy/settings.ts';

describe('settings', () => {
  test('left out, they are those that the product comes with', () => {
    expect(readSettings({})).toEqual(DEFAULT_SETTINGS);
  });

  test.each([
    ['a spread that ends in the hours it waited for', { spreadMinutes: 15 * 60 }],
    ['a way named twice', { order: ['telegram', 'telegram'] as const }],
    ['no notice a day at all', { perDay: 0 }],
    ['templates at no hour', { template: { from: 480, to: 480 } }],
    ['a retry at once', { retryMinutes: 0 }],
  ])('%s is refused', (_, given) => {
    expect(() => readSettings(given)).toThrow();
  });

  test('the longest quiet hours leave room for the longest spread', () => {
    const quiet = readQuietHours('18:00-12:00');
    expect(quiet && readSettings({ quiet, spreadMinutes: MOST_SPREAD_MINUTES }).quiet).toEqual({
      from: 1_080,
      to: 720,
    });
  });
});

test.each([
  ['21:00-07:00', { from: 1_260, to: 420 }],
  [' 22:30 – 6:00 ', { from: 1_350, to: 360 }],
  ['00:00-00:00', { from: 0, to: 0 }],
  ['12:00-11:00', null],
  ['21h-7h', null],
  ['25:00-07:00', null],
])('quiet hours "%s"', (text, hours) => {
  expect(readQuietHours(text)).toEqual(hours);
});

test.each([
  ['zalo-window, zalo-paid,telegram', ['zalo-window', 'zalo-paid', 'telegram']],
  ['telegram,telegram', null],
  ['zalo', null],
  ['', null],
])('ways "%s"', (text, ways) => {
  expect(readOrder(text)).toEqual(ways);
});
