import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeSecondVersion } from '../registration/second-version.ts';
import type { Browser, OfficeService } from './office-service.ts';

// A second version is in force: there is no email, no market in the old district, and a question that nobody was asked.
const folder = await writeSecondVersion();
vi.stubEnv('FORM_DIR', folder);
const { fileRegistration } = await import('./filed-registration.ts');
const { startOfficeService } = await import('./office-service.ts');

let service: OfficeService;
let officer: Browser;
beforeAll(async () => {
  service = await startOfficeService('2026-11-26T02:00:00Z');
  officer = await service.staff('commune-officer', ['15568']);
});
afterAll(async () => {
  await service.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const file = () =>
  fileRegistration(service.database.client, {
    answers: { 'applicant.email': 'hoa@thu.example', 'idea.markets': ['trong-huyen-cu'], 'idea.revenue': 350_000_000 },
  });

test('a registration that was sent by the first version is shown by its own questions and options', async () => {
  const { id } = await file();
  const { answers } = (await officer.call('GET', `/registrations/${id}`)).body as {
    answers: readonly { field: string; label: string; shown: string }[];
  };
  const of = (field: string) => answers.find((one) => one.field === field);
  expect(of('applicant.email')).toMatchObject({ label: 'Email', shown: 'hoa@thu.example' });
  expect(of('idea.markets')).toMatchObject({ shown: expect.not.stringContaining('trong-huyen-cu') });
  expect(of('idea.revenue')).toMatchObject({ shown: expect.stringContaining('350') });
  expect(of('applicant.mail')).toBeUndefined();
  expect(of('product.shelfLife')).toBeUndefined();
});

test('its documents can still be made', async () => {
  const { id } = await file();
  const { status } = await officer.call('GET', `/registrations/${id}/documents/mau-01`);
  expect(status).toBe(200);
});

test('returned, it is asked by the version in force', async () => {
  const { id } = await file();
  const back = (field: string) =>
    officer.call('POST', `/registrations/${id}/return`, {
      version: 1,
      dueOn: '2026-12-05',
      fields: [{ field, reason: 'Xin ghi lại.' }],
    });
  expect((await back('applicant.mail')).body.code).toBe('field-unknown');
  expect((await back('applicant.email')).status).toBe(200);
  const [request] = await service.database.client.returnRequest.findMany({ where: { registrationId: id } });
  expect(request?.fields).toEqual([{ field: 'applicant.mail', reason: 'Xin ghi lại.' }]);
});
