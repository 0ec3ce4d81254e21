import type { Deadline } from '../../office/deadlines.ts';
import type { RegistrationStatus } from '../../registration/types.ts';
import { STATUS_WORDS, showDay, showLeft } from '../words.ts';

export type Tone = 'neutral' | 'wait' | 'good' | 'late';

const TONES: Readonly<Record<RegistrationStatus, Tone>> = {
  draft: 'neutral',
  submitted: 'wait',
  returned: 'neutral',
  accepted: 'good',
  forwarded: 'good',
  evaluated: 'good',
  withdrawn: 'neutral',
};

export function Badge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <span class={`badge ${tone}`}>{children}</span>;
}

export function StatusBadge({ status }: { readonly status: RegistrationStatus }) {
  return <Badge tone={TONES[status]}>{STATUS_WORDS[status]}</Badge>;
}

/** The commune's clock on a paper dossier: in words, never by colour alone. */
export function Clock({ deadline }: { readonly deadline: Deadline | null }) {
  if (deadline === null) return <span class="quiet">Chưa nhận bản giấy</span>;
  const { level, dueOn, left, expected } = deadline;
  const day = `${showDay(dueOn)}${expected ? ' (dự kiến)' : ''}`;
  if (level === 'done') return <span class="quiet">{day}</span>;
  return (
    <span class={level === 'in-time' ? 'clock' : `clock ${level}`}>
      {day} <small>{showLeft(left, level === 'overdue')}</small>
    </span>
  );
}
