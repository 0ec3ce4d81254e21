import { describe, expect, test } from 'vitest';
import { createDesks, NO_DESK } from '../../src/handoff/desks.ts';
import {
  type Hours,
  nextOpening,
  readHours,
  showHours,
  showMoment,
  workingMinutesBetween,
} from '../../src/handoff/hours.ts';

const HOURS = readHours('7:30-11:30, 13:30 – 17:00') as Hours;

/** An instant by the clock in Viet Nam. */
const at = (day: string, time: string) => new Date(`${day}T${time}:00+07:00`).toISOString();

test.each(['', '8-17', '08:00-25:00', '11:30-07:30', '07:30-11:30, 11:00-12:00', '07:61-08:00'])(
  'no hours: “%s”',
  (text) => expect(readHours(text)).toBeNull(),
);

test('hours are shown as offices write them', () => {
  expect(showHours(HOURS)).toBe('07:30–11:30, 13:30–17:00');
});

describe('from when somebody is there', () => {
  test.each([
    ['on a working day', '2026-11-26', '09:00', null],
    ['before it begins', '2026-11-26', '06:00', '07:30 thứ Năm, 26/11'],
    ['over noon', '2026-11-26', '12:00', '13:30 thứ Năm, 26/11'],
    ['in the evening', '2026-11-26', '17:00', '07:30 thứ Sáu, 27/11'],
    ['on Friday evening', '2026-11-27', '18:00', '07:30 thứ Hai, 30/11'],
    ['on New Year’s Eve', '2026-12-31', '18:00', '07:30 thứ Hai, 4/1'],
  ])('%s', (_when, day, time, opens) => {
    const next = nextOpening(HOURS, at(day, time));
    expect(next && showMoment(next)).toBe(opens);
  });
});

describe('minutes that somebody should have been there', () => {
  test.each([
    ['within a morning', at('2026-11-26', '08:00'), at('2026-11-26', '08:45'), 45],
    ['over noon', at('2026-11-26', '11:00'), at('2026-11-26', '14:00'), 60],
    ['over a week-end', at('2026-11-27', '16:50'), at('2026-11-30', '07:40'), 20],
    ['none on a Sunday', at('2026-11-29', '08:00'), at('2026-11-29', '20:00'), 0],
  ])('%s', (_what, from, to, minutes) => expect(workingMinutesBetween(HOURS, from, to)).toBe(minutes));

  test('without known hours the whole of every working day', () => {
    expect(workingMinutesBetween(null, at('2026-11-27', '23:00'), at('2026-11-30', '01:00'))).toBe(120);
  });
});

describe('desks', () => {
  const province = { name: 'Văn phòng tỉnh', contact: '0237 000 000', hours: HOURS };

  test('a commune’s own; the province’s for all others and where nothing is known of a place', () => {
    const deskOf = createDesks(province, { '15568': { name: 'UBND xã Thọ Lập', hours: '08:00-11:00' } });
    expect(deskOf('15568')).toEqual({ name: 'UBND xã Thọ Lập', contact: null, hours: [[480, 660]] });
    expect(deskOf('14797')).toBe(province);
    expect(deskOf(null)).toBe(province);
    expect(createDesks(NO_DESK)(null)).toEqual({ name: null, contact: null, hours: null });
  });

  test.each([
    [{ '99999': { name: 'UBND' } }, 'mã này'],
    [{ '15568': { name: 'UBND', hours: 'sáng' } }, 'giờ làm việc'],
  ])('what can’t be used is named: %j', (data, message) => expect(() => createDesks(province, data)).toThrow(message));
});
