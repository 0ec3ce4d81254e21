import { expect, test } from 'vitest';
import { timePages } from './bench.ts';

test('every page of an office is timed', { timeout: 180_000 }, async () => {
  const times = await timePages({ registrations: 10, messages: 20 }, 1, 0);
  expect([...times.keys()]).toEqual(
    expect.arrayContaining(['/', '/registrations', '/registrations/:id', '/registrations/search', '/conversations']),
  );
  for (const [path, [first = 0]] of times) expect([path, first > 0]).toEqual([path, true]);
});
