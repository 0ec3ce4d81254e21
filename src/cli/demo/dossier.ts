import { addDays, dateInVietNam } from '../../language/calendar.ts';
import { ASSESSMENT_TOPICS } from '../../office/documents/types.ts';
import type { Officer } from '../../office/roles.ts';
import { accept } from '../../office/services/accept.ts';
import { assess } from '../../office/services/assess.ts';
import { enterResult } from '../../office/services/enter-result.ts';
import { forward } from '../../office/services/forward.ts';
import type { Office } from '../../office/services/office.ts';
import { receivePaper } from '../../office/services/receive-paper.ts';
import { returnToProducer } from '../../office/services/return.ts';
import { withdraw } from '../../office/services/withdraw.ts';
import type { EnteredResult } from '../../office/star-bands.ts';
import type { SettableClock } from '../../platform/clock.ts';
import type { DemoProducer } from './data.ts';

const DAY_MS = 86_400_000;
const MET: Readonly<Record<(typeof ASSESSMENT_TOPICS)[number], string>> = {
  materials: 'Nguyên liệu mua của bà con trong xã, có sổ ghi.',
  labour: 'Lao động trong xã, làm quanh năm.',
  idea: 'Cách làm riêng, bao bì mới, bán được ngoài xã.',
  identity: 'Gắn với nghề của làng.',
};

/** Takes a dossier that was sent as far as its goal, a few days a step, as an officer does. */
export async function moveDossier(
  office: Office,
  officer: Officer,
  clock: SettableClock,
  id: string,
  producer: DemoProducer,
): Promise<void> {
  const { goal } = producer;
  let version = 1;
  const step = async (
    days: number,
    work: (target: { id: string; version: number }) => Promise<{ version: number }>,
  ) => {
    clock.advance(days * DAY_MS);
    ({ version } = await work({ id, version }));
  };
  const today = () => dateInVietNam(clock.now());
  if (goal === 'draft' || goal === 'submitted') return;
  if (goal === 'withdrawn') {
    await step(3, (target) => withdraw(office, officer, { ...target, reason: 'theo đề nghị của chủ thể' }));
    return;
  }
  const paperDays = Math.max(1, producer.daysAgo - (producer.receivedDaysAgo ?? producer.daysAgo - 2));
  await step(paperDays, (target) =>
    receivePaper(office, officer, { ...target, receivedOn: today(), officialNumber: null }),
  );
  if (goal === 'received') return;
  if (goal === 'returned') {
    const fields = [{ field: 'idea.materials' as const, reason: 'Xin ghi rõ mua nguyên liệu của những ai trong xã.' }];
    const dueOn = addDays(today(), 20);
    await step(3, (target) => returnToProducer(office, officer, { ...target, fields, dueOn }));
    return;
  }
  for (const topic of ASSESSMENT_TOPICS) {
    await step(1, (target) => assess(office, officer, { ...target, topic, text: MET[topic], met: true }));
  }
  await step(2, (target) => accept(office, officer, target));
  if (goal === 'accepted') return;
  await step(4, (target) => forward(office, officer, target));
  if (goal === 'forwarded') return;
  await step(20, (target) => enterResult(office, officer, { ...target, result: resultOf(producer, today()) }));
}

function resultOf({ points = 50, stars = null }: DemoProducer, today: string): EnteredResult {
  const certificate = { certificateNumber: `MẪU-${Math.round(points * 10)}`, certificateOn: today };
  const none = { certificateNumber: null, certificateOn: null };
  return { points, stars, ...(stars === null ? none : certificate), expiresOn: null, belowBand: false };
}
