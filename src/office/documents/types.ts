import type { Answers, RegistrationStatus } from '../../registration/types.ts';

/** The commune's four assessments (QĐ 26/2026 Đ.7 k.2), in the order of Mẫu số 03. */
export const ASSESSMENT_TOPICS = ['materials', 'labour', 'idea', 'identity'] as const;
export type AssessmentTopic = (typeof ASSESSMENT_TOPICS)[number];

export const ASSESSMENT_TITLES: Readonly<Record<AssessmentTopic, string>> = {
  materials: 'Nguồn gốc sản phẩm, nguyên liệu địa phương',
  labour: 'Sử dụng lao động địa phương',
  idea: 'Nguồn gốc ý tưởng sản phẩm',
  identity: 'Bản sắc, trí tuệ địa phương',
};

/** What an officer wrote on one topic. */
export interface WrittenAssessment {
  readonly topic: AssessmentTopic;
  readonly text: string;
  readonly met: boolean;
}

/** The province's decision. */
export interface EnteredResult {
  /** 0–100. */
  readonly points: number;
  /** 3, 4, 5, or null: not recognised. */
  readonly stars: number | null;
  readonly certificateNumber: string | null;
  /** ISO dates. */
  readonly certificateOn: string | null;
  readonly expiresOn: string | null;
}

/** A registration as the office's documents and tables show it. Null: not yet known, left blank. */
export interface RegistrationRecord {
  /** Our own number, `OCOP-2026-000123`. */
  readonly reference: string;
  readonly status: RegistrationStatus;
  readonly answers: Answers;
  /** ISO date in Viet Nam of the last sending. */
  readonly submittedOn: string | null;
  /** ISO date on which the paper dossier came, and the last of the 15 working days. */
  readonly receivedOn: string | null;
  readonly dueOn: string | null;
  /** `Phiếu số …/PĐK-38-(xã)-(năm)`. */
  readonly officialNumber: string | null;
  /** (38)-(xã)-(số)-(năm). */
  readonly productCode: string | null;
  /** ISO date: last day of the round in which the commune proposes it. */
  readonly roundOn: string | null;
  readonly result: EnteredResult | null;
}

export interface Mau03Input {
  readonly registration: RegistrationRecord;
  /** Those that are written; the place of a missing one stays blank. */
  readonly assessments: readonly WrittenAssessment[];
}

export interface RoundListInput {
  /** ISO date: 30/4 or 30/10 of the year. */
  readonly roundOn: string;
  /** Code of the commune that proposes; null: a list over several communes, with a column for it. */
  readonly unit: string | null;
  /** In the order in which they are to stand. */
  readonly registrations: readonly RegistrationRecord[];
}

/** One file of a bundle. Names may repeat or hold anything: the bundle makes them safe and unique. */
export interface BundledFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Mẫu số 03 as DOCX: `mau-03.ts`. */
export type Mau03 = (input: Mau03Input) => Promise<Uint8Array>;
/** XLSX, one row a registration, also for a single one: `registrations-workbook.ts`. */
export type RegistrationsWorkbook = (registrations: readonly RegistrationRecord[]) => Promise<Uint8Array>;
/** XLSX of what a commune proposes to the province in one round: `round-list-workbook.ts`. */
export type RoundListWorkbook = (input: RoundListInput) => Promise<Uint8Array>;
/** ZIP: `bundle.ts`. */
export type Bundle = (files: readonly BundledFile[]) => Uint8Array;

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const ZIP = 'application/zip';
