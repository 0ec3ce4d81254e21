import type { Answer } from '../knowledge/types.ts';
import type { FieldId, Reading } from '../registration/types.ts';

/**
 * The closed grammar of what a person can do in one message. Rules (and, where they are unsure, a model) propose
 * commands; `decide` accepts or refuses them. A value is always a span of the person's words or a button we offered.
 */
export type Command =
  | { readonly type: 'startForm' }
  /** One or several values. `asked` is true for the field in question, false for values that came unasked. */
  | { readonly type: 'setField'; readonly field: FieldId; readonly reading: Reading; readonly asked: boolean }
  /** "sửa số điện thoại", "sửa 5": reopen a field; with a reading when the new value stands in the same sentence. */
  | { readonly type: 'correctField'; readonly field: FieldId; readonly reading: Reading }
  | { readonly type: 'ask'; readonly question: string; readonly answer: Answer }
  /** A button (or its number or label typed) whose payload we issued earlier. */
  | { readonly type: 'choose'; readonly payload: string }
  | {
      readonly type: 'go';
      readonly to:
        | 'back'
        | 'skip'
        | 'review'
        | 'pause'
        | 'resume'
        | 'restart'
        | 'cancel'
        | 'submit'
        | 'menu'
        | 'help'
        | 'missing';
    }
  | { readonly type: 'confirm'; readonly yes: boolean }
  | { readonly type: 'consent'; readonly yes: boolean }
  | { readonly type: 'withdrawConsent' }
  | { readonly type: 'handoff' }
  | { readonly type: 'greeting' }
  | { readonly type: 'thanks' }
  /** A photo, file, voice message, sticker or location that arrived. */
  | { readonly type: 'media'; readonly media: 'photo' | 'file' | 'voice' | 'sticker' | 'location' }
  | { readonly type: 'unclear'; readonly words: string };
