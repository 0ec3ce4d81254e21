import { randomUUID } from 'node:crypto';
import { ASSESSMENT_TOPICS } from '../../src/office/documents/types.ts';
import { officeColumns } from '../../src/office/office-columns.ts';
import type { PrismaClient } from '../../src/platform/database/generated/client.ts';
import type { Answers, FieldId, FieldValue, RegistrationStatus } from '../../src/registration/types.ts';

const ANSWERS: Answers = {
  'applicant.kind': 'ho-san-xuat',
  'applicant.name': 'Hộ kinh doanh Lê Thị Hoa',
  'applicant.representative': 'Lê Thị Hoa',
  'applicant.position': 'Chủ hộ',
  'applicant.unit': '15568',
  'applicant.address': 'thôn 2',
  'applicant.phone': '0987654321',
  'product.name': 'Bánh gai tứ trụ',
  'product.set': 6,
  'registration.kind': 'lan-dau',
};

export interface Filed {
  readonly id: string;
  readonly personId: string;
}

/** A registration as it lies at the office, ready for the next step after `status`, written straight into the database. */
export async function fileRegistration(
  client: PrismaClient,
  {
    unit = '15568',
    status = 'submitted',
    answers = {},
    filledByOffice = false,
    submittedAt = new Date('2026-11-20T02:00:00Z'),
    ...dates
  }: {
    unit?: string;
    status?: RegistrationStatus;
    answers?: Answers;
    filledByOffice?: boolean;
    submittedAt?: Date;
    receivedOn?: string;
    dueOn?: string;
    roundOn?: string;
  } = {},
): Promise<Filed> {
  const at = submittedAt;
  const id = randomUUID();
  const person = await client.person.create({ data: { createdAt: at } });
  const all: Answers = { ...ANSWERS, ...answers, 'applicant.unit': unit };
  const reference = status === 'draft' ? null : `OCOP-T-${id.slice(0, 8)}`;
  const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
  await client.registration.create({
    data: {
      id,
      personId: person.id,
      form: 'phieu-dang-ky',
      formVersion: 1,
      status,
      reference,
      createdAt: at,
      updatedAt: at,
      submittedAt: reference ? at : null,
      entries: {
        createMany: {
          data: (Object.entries(all) as [FieldId, FieldValue][]).map(([field, value], index) => ({
            seq: index + 1,
            field,
            action: 'set' as const,
            value: value as never,
            words: String(value),
            rule: 'button',
            channel: 'simulator',
            at,
          })),
        },
      },
      assessments: {
        createMany: {
          data: ASSESSMENT_TOPICS.map((topic) => ({ topic, text: 'Đạt.', met: true, by: 'test', at })),
        },
      },
      officeFile: {
        create: {
          ...officeColumns(all, [reference]),
          filledByOffice,
          receivedOn: day(dates.receivedOn ?? '2026-11-20'),
          dueOn: day(dates.dueOn ?? '2026-12-11'),
          roundOn: day(dates.roundOn ?? '2027-04-30'),
        },
      },
    },
  });
  return { id, personId: person.id };
}
