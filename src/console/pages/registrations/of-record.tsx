import type { ComponentChildren } from 'preact';
import { dateInVietNam } from '../../../language/calendar.ts';
import { type RegistrationView, viewRegistration } from '../../../office/services/view-registration.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import type { Visit } from '../../page.ts';
import { unitName } from '../../words.ts';
import { recordAddress } from './address.ts';
import { titleOf } from './record-data.ts';

export interface WorkData {
  readonly record: RegistrationView;
  /** ISO date in Viet Nam. */
  readonly today: string;
}

/** The registration that a page about one step of it needs. The look is logged. */
export async function loadWork({
  parts: { office },
  officer,
  params,
}: Visit<{ readonly id: string }>): Promise<WorkData> {
  return { record: await viewRegistration(office, officer, params.id), today: dateInVietNam(office.now()) };
}

/** The frame of a page about one step of a registration: the way back, and whose it is. */
export function WorkPage({
  record,
  title,
  children,
}: {
  readonly record: RegistrationView;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  const applicant = record.answers.find(({ field }) => field === 'applicant.name')?.shown ?? '';
  return (
    <>
      <Crumbs trail={[{ href: recordAddress(record.id), label: '← Về hồ sơ' }]} />
      <div class="prose">
        <h1>{title}</h1>
        <p class="lead">
          <strong>{titleOf(record)}</strong>, {applicant}, {unitName(record.unit)}
        </p>
        {children}
      </div>
    </>
  );
}
