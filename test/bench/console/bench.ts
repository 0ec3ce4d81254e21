import { CONSOLE_ROUTES } from '../../../src/console/pages.ts';
import { type Visitor, visitorOf } from '../../console/console-visitor.ts';
import { openOfficeScene } from '../../console/office-scene.ts';
import type { OfficeService } from '../../office/office-service.ts';
import { type Measure, measure, quantile } from '../measure.ts';
import { fill } from './fill.ts';

const SMALL = { registrations: 100, messages: 500 };
const LARGE = { registrations: 10_000, messages: 50_000 };
const VISITS = 20;
const WARM_UP = 3;
/** Not of the office's data, behind another door, or files: those grow with what is in them. */
const LEFT_OUT =
  /^\/(sign-in|first-administrator|link|forgotten|attachments|audit\/csv)|\/(workbook|documents\/:kind|exports\/:id\/file)(\/|$)/;
/** A file grows with what is in it, so what so many registrations of it take is measured. */
const OF_FILE = 100;

/** Server time of every page for somebody who sees the whole province, beside the same page of a small office. */
export async function* bench({ small = SMALL, large = LARGE, visits = VISITS } = {}): AsyncGenerator<Measure> {
  const baseline = await timePages(small, visits);
  const figures = await timePages(large, visits);
  for (const [path, times] of figures) {
    yield measure({
      name: `console${path}`,
      unit: 'ms',
      figure: quantile(times, 0.95),
      baseline: quantile(baseline.get(path) ?? [], 0.95),
      against: `${small.registrations} registrations, ${small.messages} messages`,
      details: { p50: quantile(times, 0.5), visits: times.length, ...large },
    });
  }
}

/** Milliseconds of each visit, by page. */
export async function timePages(
  size: typeof SMALL,
  visits: number,
  warmUp = WARM_UP,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { service, addressOf } = await openOfficeScene();
  try {
    await fill(service.database.client, size);
    const visitor = visitorOf(service, service.administrator);
    const times = new Map<string, number[]>();
    for (const { method, path } of CONSOLE_ROUTES) {
      const address = addressOf(path);
      if (method !== 'GET' || address === null || LEFT_OUT.test(path)) continue;
      times.set(path, await timeVisits(() => visitor.get(address === '/' ? '' : address), visits, warmUp));
    }
    const search = () => visitor.post('/registrations/search', { text: 'banh gai so' });
    times.set('/registrations/search', await timeVisits(search, visits, warmUp));
    times.set(`/exports xlsx, ${OF_FILE} registrations`, await timeTable(service, visitor));
    return times;
  } finally {
    await service.close();
  }
}

/** From the officer's wish to the finished file, in the process that writes it. */
async function timeTable(service: OfficeService, visitor: Visitor): Promise<number[]> {
  const start = performance.now();
  const { location } = await visitor.post('/registrations/export', { text: '', as: 'xlsx' });
  await service.writeExports();
  const { wanted, status } = await service.database.client.export.findFirstOrThrow({
    where: { id: location?.split('/').at(-1) ?? '' },
  });
  if (status !== 'ready') throw new Error(`the file is ${status}`);
  return [((performance.now() - start) / wanted.length) * OF_FILE];
}

async function timeVisits(
  visit: () => Promise<{ readonly status: number }>,
  visits: number,
  warmUp: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let count = -warmUp; count < visits; count += 1) {
    const start = performance.now();
    const { status } = await visit();
    if (status !== 200) throw new Error(`answered ${status}`);
    if (count >= 0) times.push(performance.now() - start);
  }
  return times;
}
