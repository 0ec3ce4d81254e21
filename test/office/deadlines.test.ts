import { describe, expect, test } from 'vitest';
import { alertHorizon, deadlineOf, dueOn } from '../../src/office/deadlines.ts';

describe('the 15 working days over Tết 2027 (29 tháng Chạp to mùng 4, 5–11/2, as expected in holidays.json)', () => {
  test.each([
    ['2027-01-20', '2027-02-17', '2027-02-12'],
    ['2027-01-29', '2027-02-26', '2027-02-23'],
    ['2027-02-04', '2027-03-04', '2027-03-01'],
    ['2027-02-08', '2027-03-04', '2027-03-01'],
  ])('received %s: due %s, alert from %s', (received, due, alert) => {
    expect(dueOn(received)).toBe(due);
    expect(deadlineOf(received, due, 'submitted', received)).toMatchObject({
      alertOn: alert,
      left: 15,
      expected: true,
    });
  });

  test.each([
    ['2027-02-04', 'in-time', 4],
    ['2027-02-08', 'in-time', 4],
    ['2027-02-11', 'in-time', 4],
    ['2027-02-12', 'soon', 3],
    ['2027-02-17', 'soon', 0],
    ['2027-02-18', 'overdue', -1],
  ])('on %s a dossier due 2027-02-17 is %s, %d left', (today, level, left) => {
    expect(deadlineOf('2027-01-20', '2027-02-17', 'submitted', today)).toMatchObject({ level, left });
  });
});

test('what was sent to the province owes nothing more', () => {
  for (const status of ['forwarded', 'evaluated', 'withdrawn'] as const) {
    expect(deadlineOf('2026-11-02', '2026-11-23', status, '2026-12-31').level).toBe('done');
  }
  expect(deadlineOf('2026-11-02', '2026-11-23', 'returned', '2026-12-31').level).toBe('overdue');
});

test('a day that is announced is not called expected', () => {
  expect(deadlineOf('2026-11-02', '2026-11-23', 'submitted', '2026-11-03').expected).toBe(false);
});

test('what is due soon reaches over the closed days', () => {
  expect(alertHorizon('2027-02-03')).toBe('2027-02-15');
});
