import { expect, test } from 'vitest';
import { AppError } from '../../src/platform/errors.ts';
import { createLog } from '../../src/platform/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

test('what a person wrote is removed even when somebody logs it', () => {
  const line = logged((log) =>
    log.info({ text: 'tôi là Hoa', event: { phone: '0912345678', channel: 'zalo' } }, 'got'),
  );
  expect(line).not.toMatch(/Hoa|0912345678/);
  expect(line).toContain('"channel":"zalo"');
});

test('an error shows type, code and place, never its message: drivers put values into it', () => {
  const cause = Object.assign(new Error('Key (external_id)=(84912345678) already exists'), { code: '23505' });
  const line = logged((log) => log.error({ err: new Error('insert of Nguyễn Thị Hoa failed', { cause }) }, 'failed'));
  expect(line).not.toMatch(/Hoa|84912345678/);
  expect(line).toContain('23505');
  expect(line).toContain('log.test.ts');
});

test('an error of the catalogue shows its detail', () => {
  expect(logged((log) => log.error({ err: new AppError('port-taken', 'PORT=3000') }, 'x'))).toContain('PORT=3000');
});

test('a request shows neither address nor query', () => {
  const line = logged((log) => log.info({ req: { method: 'GET', url: '/x?phone=0912345678', id: 'r1' } }, 'x'));
  expect(line).not.toContain('0912345678');
});
