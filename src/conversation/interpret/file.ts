import type { IncomingContent } from '../../channels/types.ts';
import { tidy } from '../../language/text.ts';
import { fieldLabel, showValue } from '../../registration/form.ts';
import { readPaper } from '../../registration/papers.ts';
import type { Heard } from '../commands.ts';
import { askedField } from '../state.ts';
import { FREE } from './field-answer.ts';
import type { Hearing } from './interpret.ts';

type File = Extract<IncomingContent, { kind: 'photo' | 'file' }>;

/**
 * A file and what was written with it: a caption names the paper, or answers, or asks. Where any words would be an
 * answer, a caption is only shown back, as it may describe the picture.
 */
export function hearFile({ kind, caption = '' }: File, hearing: Hearing, hearText: (text: string) => Heard[]): Heard[] {
  const words = tidy(caption);
  const paper = words === '' ? null : readPaper(words, hearing.today);
  const file: Heard = { type: 'media', media: kind, paper };
  if (words === '' || paper !== null || askedField(hearing.state) === 'attachments') return [file];
  return [...hearText(words).flatMap(asSaidWithAFile), file];
}

function asSaidWithAFile(heard: Heard): Heard[] {
  if (heard.type === 'ask') return [heard];
  if (heard.type !== 'setField' || heard.reading.kind === 'none' || heard.reading.kind === 'invalid') return [];
  const { field, reading } = heard;
  if (reading.kind !== 'value' || !heard.asked || !FREE.has(field)) return [heard];
  const { value, words } = reading;
  const text = `Tôi đọc ở lời kèm ảnh, ${fieldLabel(field).toLowerCase()} là: ${showValue(field, value)}. Đúng không ạ?`;
  return [{ ...heard, reading: { kind: 'confirm', text, value, words } }];
}
