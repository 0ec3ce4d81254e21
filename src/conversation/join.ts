/** By what somebody shows who they are in the office's own list. */
export type JoinKey =
  /** `m-…` of a member's own QR code, `cb-…` of an officer. */
  | { readonly kind: 'code'; readonly code: string }
  /** A number that the channel itself says is theirs. */
  | { readonly kind: 'phone'; readonly phone: string };

/**
 * Who that is.
 * - `member`: exactly one, whom no account stands for yet. `officer`: trying out notices on their own account.
 * - `joined`: this person already. `unknown`: nobody, or more than one: nobody is guessed.
 * - `closed`: too many wrong codes by whomever.
 */
export type JoinCheck =
  | { readonly kind: 'member'; readonly memberId: string; readonly unit: string }
  | { readonly kind: 'officer'; readonly staffId: string }
  | { readonly kind: 'joined' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'closed' };
