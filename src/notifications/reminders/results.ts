import type { NoticeBody } from '../types.ts';
import { refilingWindow } from './certificates.ts';
import { fill, REMINDERS, showDay } from './settings.ts';

export interface ResultNews {
  readonly reference: string;
  readonly product: string;
  readonly points: number;
  /** null: not recognised. */
  readonly stars: number | null;
  readonly certificateNumber: string | null;
  /** ISO date. */
  readonly expiresOn: string | null;
}

/** The result with its stars, what they mean and what comes next; confirmed by "Đã hiểu". */
export function resultNotice({
  reference,
  product,
  points,
  stars,
  certificateNumber,
  expiresOn,
}: ResultNews): NoticeBody {
  const words = REMINDERS.result;
  const values = { reference, product, points: String(points).replace('.', ','), stars: String(stars ?? '') };
  const until = expiresOn === null ? null : refilingWindow(expiresOn);
  const lines =
    stars === null
      ? [words.notRecognised, words.notRecognisedNext]
      : [words.recognised, words.means[String(stars) as '3' | '4' | '5'], ...(until ? [words.next] : [])];
  const filled = {
    ...values,
    number: certificateNumber ?? '',
    ...(expiresOn === null || !until
      ? {}
      : { expiresOn: showDay(expiresOn), opensOn: showDay(until.opensOn), closesOn: showDay(until.closesOn) }),
  };
  return {
    text: [...lines, words.ask].map((line) => fill(line, filled)).join('\n'),
    buttons: [{ label: words.understood, act: { type: 'understood' } }],
    template: {
      purpose: 'result',
      data: {
        ten: '{name}',
        ma_phieu: reference,
        ket_qua: fill(stars === null ? words.short.notRecognised : words.short.recognised, values),
      },
    },
  };
}
