import { expect, test } from 'vitest';
import { nameStatements } from '../../src/platform/database/name-statements.ts';

test('a statement that comes often has one name of its own; how many there are is bounded', () => {
  const nameOf = nameStatements();
  const names = Array.from({ length: 6 }, () => nameOf({ sql: 'SELECT 1' }));
  expect(names.slice(0, 4)).toEqual(['', '', '', '']);
  expect(names[5]).not.toBe('');
  expect(names[4]).toBe(names[5]);
  const given = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    for (let list = 0; list < 1_000; list += 1) given.add(nameOf({ sql: `VALUES (${list})` }));
  }
  given.delete('');
  expect(given.size).toBe(299);
  expect(given).not.toContain(names[5]);
});
