import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addWorkingDays,
  deadlineLevel,
  isWorkingDay,
  OFFICE_CALENDAR,
  readCalendar,
  workingDaysBetween,
} from '../../src/registration/working-days.ts';

describe('the 15 working days of the commune', () => {
  it.each([
    ['an ordinary month', '2026-11-02', '2026-11-23'],
    ['over Tết 2027: 1–4/2 are four, then 12/2 is the fifth', '2027-01-29', '2027-02-26'],
    ['received on the last day before Tết', '2027-02-04', '2027-03-04'],
    ['received while the office is closed: the first day back is day 1', '2027-02-08', '2027-03-04'],
    ['received on a Saturday', '2026-11-07', '2026-11-27'],
    ['over Giỗ Tổ, 30/4 and 1/5 in 2027', '2027-04-12', '2027-05-06'],
    ['over New Year', '2026-12-21', '2027-01-12'],
    ['over Tết 2028', '2028-01-21', '2028-02-18'],
    ['a Saturday worked for a day off counts', '2026-08-14', '2026-09-08'],
  ])('%s: %s → %s', (_name, received, due) => {
    expect(addWorkingDays(received, 15)).toBe(due);
    expect(workingDaysBetween(received, due)).toBe(15);
  });
});

test.each([
  ['2027-02-05', '29 tháng Chạp'],
  ['2027-02-06', 'mùng 1 Tết Đinh Mùi'],
  ['2027-02-11', 'nghỉ bù'],
  ['2027-04-16', 'Giỗ Tổ'],
  ['2027-05-03', 'nghỉ bù 1/5'],
  ['2026-09-01', 'Quốc khánh'],
  ['2026-11-22', 'Chủ nhật'],
])('%s is off (%s)', (day) => {
  expect(isWorkingDay(day)).toBe(false);
});

test.each(['2027-02-04', '2027-02-12', '2026-08-22', '2026-11-23'])('%s is worked', (day) => {
  expect(isWorkingDay(day)).toBe(true);
});

test('says which years are only expected', () => {
  expect(OFFICE_CALENDAR.years).toEqual([2026, 2028]);
  expect([...OFFICE_CALENDAR.expected]).toEqual([2027, 2028]);
});

test('Tết, Giỗ Tổ and the national days give eleven days off a year, compensated ones too', () => {
  for (const year of [2026, 2027, 2028]) {
    const weekdays = [...OFFICE_CALENDAR.closed.keys()].filter(
      (day) => day.startsWith(String(year)) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
    );
    const worked = [...OFFICE_CALENDAR.worked].filter((day) => day.startsWith(String(year)));
    expect(weekdays.length - worked.length, String(year)).toBe(11);
  }
});

test.each([
  ['2027-02-22', 'in-time', 4],
  ['2027-02-23', 'soon', 3],
  ['2027-02-26', 'soon', 0],
  ['2027-02-27', 'overdue', 0],
  ['2027-03-01', 'overdue', -1],
])('due on 26/2/2027, on %s: %s, %i left', (today, level, left) => {
  const told = deadlineLevel('2027-02-26', today);
  expect(told.level).toBe(level);
  expect(told.left + 0).toBe(left);
});

const day = fc
  .integer({ min: 0, max: 1000 })
  .map((n) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));

test('adding days and counting them agree, and a deadline is a working day', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 40 }), (from, days) => {
      const due = addWorkingDays(from, days);
      expect(isWorkingDay(due)).toBe(true);
      expect(workingDaysBetween(from, due)).toBe(days);
    }),
  );
});

test('a later start never ends earlier', () => {
  fc.assert(
    fc.property(day, day, fc.integer({ min: 0, max: 40 }), (a, b, days) => {
      const [first, second] = a <= b ? [a, b] : [b, a];
      expect(addWorkingDays(first, days) <= addWorkingDays(second, days)).toBe(true);
    }),
  );
});

test('a file with a day that does not exist is refused', () => {
  const year = {
    year: 2027,
    source: 'dự kiến',
    days: [{ from: '2027-02-30', to: '2027-03-01', name: 'x' }],
    worked: [],
  };
  expect(() => readCalendar({ note: '', years: [year] })).toThrow();
});
