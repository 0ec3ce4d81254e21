import type { DocumentLine, Validity } from '../office/services/knowledge/documents.ts';
import type { DraftStatus } from '../office/services/knowledge/review.ts';
import type { Tone } from './components/badge.tsx';
import { showDay } from './words.ts';

export const VALIDITY_WORDS: Readonly<Record<Validity, string>> = {
  'in-force': 'Đang hiệu lực',
  over: 'Đã hết hiệu lực',
  'to-come': 'Chưa có hiệu lực',
  undated: 'Không ghi ngày',
};

export const VALIDITY_TONES: Readonly<Record<Validity, Tone>> = {
  'in-force': 'good',
  over: 'neutral',
  'to-come': 'wait',
  undated: 'neutral',
};

/** What an answer from the document rests on. */
export const SOURCE_WORDS: Readonly<Record<DocumentLine['source'], string>> = {
  imported: 'Bản gốc đã nhập, trích nguyên văn',
  'official-text': 'Kể lại từ văn bản gốc',
  copy: 'Kể lại từ bản chép',
  compiled: 'Tổng hợp từ nhiều nguồn',
};

export const VERSION_WORDS = {
  current: 'Đang dùng',
  superseded: 'Bản cũ',
  withdrawn: 'Đã rút',
} as const;

export const DRAFT_WORDS: Readonly<Record<DraftStatus, string>> = {
  draft: 'Đang soạn',
  review: 'Chờ người khác duyệt',
  published: 'Đã áp dụng',
  dropped: 'Đã bỏ',
};

export const DRAFT_TONES: Readonly<Record<DraftStatus, Tone>> = {
  draft: 'neutral',
  review: 'wait',
  published: 'good',
  dropped: 'neutral',
};

/** "từ 22/05/2026", "từ 01/01/2024 đến 31/12/2024", "không ghi". */
export function showPeriod({ validFrom, validTo }: Pick<DocumentLine, 'validFrom' | 'validTo'>): string {
  const words = [validFrom && `từ ${showDay(validFrom)}`, validTo && `đến ${showDay(validTo)}`]
    .filter(Boolean)
    .join(' ');
  return words || 'không ghi';
}
