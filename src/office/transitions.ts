import type { RegistrationStatus } from '../registration/types.ts';

/** What moves a registration on. `submit` is the producer's (or an officer's for them), all others are the office's. */
const MOVES = ['submit', 'return', 'accept', 'forward', 'evaluate', 'withdraw'] as const;
export type Move = (typeof MOVES)[number];

/** draft → submitted → (returned ⇄ submitted) → accepted → forwarded → evaluated, or withdrawn before the result. */
const TRANSITIONS: Readonly<
  Record<Move, { readonly from: readonly RegistrationStatus[]; readonly to: RegistrationStatus }>
> = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  return: { from: ['submitted'], to: 'returned' },
  accept: { from: ['submitted'], to: 'accepted' },
  forward: { from: ['accepted'], to: 'forwarded' },
  evaluate: { from: ['forwarded'], to: 'evaluated' },
  withdraw: { from: ['draft', 'submitted', 'returned', 'accepted', 'forwarded'], to: 'withdrawn' },
};

export type Transition =
  | { readonly kind: 'moved'; readonly to: RegistrationStatus }
  | {
      readonly kind: 'refused';
      readonly from: RegistrationStatus;
      readonly allowedFrom: readonly RegistrationStatus[];
    };

export function transition(from: RegistrationStatus, move: Move): Transition {
  const { from: allowedFrom, to } = TRANSITIONS[move];
  return allowedFrom.includes(from) ? { kind: 'moved', to } : { kind: 'refused', from, allowedFrom };
}

export const STATUS_LABELS: Readonly<Record<RegistrationStatus, string>> = {
  draft: 'đang khai',
  submitted: 'đã gửi, chờ xã',
  returned: 'trả lại để bổ sung',
  accepted: 'xã đã chấp nhận',
  forwarded: 'đã gửi tỉnh',
  evaluated: 'có kết quả',
  withdrawn: 'đã dừng',
};
