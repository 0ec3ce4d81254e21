import type { OfficeNews, OfficerAct } from '../channels/types.ts';
import type { Answer } from '../knowledge/types.ts';
import type { EventHint } from '../notifications/events/match.ts';
import type { Topic } from '../notifications/types.ts';
import type { FileOutcome } from '../registration/attachments.ts';
import type { DocumentKind } from '../registration/documents/kinds.ts';
import type { FieldId, FieldValue, Reading } from '../registration/types.ts';
import type { JoinCheck, JoinKey } from './join.ts';
import type { LinkCheck } from './link.ts';
import type { OfficeFacts } from './office-facts.ts';
import type { Proposal } from './state.ts';

/**
 * The closed grammar of what a person can do in one message. Rules (and, where they are unsure, a model) propose
 * commands; `decide` accepts or refuses them. A value is always a span of the person's words or a button we offered.
 */
export type Command =
  /** `told`: the same message told of the person or their unit; `product`: which product, where it says so. */
  | { readonly type: 'startForm'; readonly told?: true; readonly product?: Proposal }
  /** One or several values. `asked` is true for the field in question, false for values that came unasked. */
  | {
      readonly type: 'setField';
      readonly field: FieldId;
      readonly reading: Reading;
      readonly asked: boolean;
      /** What was typed, for an unreadable half of an answer that the next message may complete. */
      readonly words?: string;
      /** Found by a model: always shown back before it is stored. */
      readonly by?: 'model';
    }
  /** "sửa số điện thoại", "sửa 5": reopen a field; with a reading when the new value stands in the same sentence. */
  | { readonly type: 'correctField'; readonly field: FieldId; readonly reading: Reading }
  | { readonly type: 'ask'; readonly question: string; readonly answer: Answer }
  /** A button (or its number or label typed) whose payload we issued earlier. */
  | { readonly type: 'choose'; readonly payload: string }
  | { readonly type: 'go'; readonly to: Destination }
  | { readonly type: 'confirm'; readonly yes: boolean }
  | { readonly type: 'consent'; readonly yes: boolean }
  | { readonly type: 'withdrawConsent' }
  /** "dữ liệu của tôi", "xóa dữ liệu". `sure`: nobody is asked again. */
  | { readonly type: 'dataRight'; readonly right: 'view' | 'erase'; readonly sure?: true }
  /** Who keeps what the person tells, for what, and who may see it. */
  | { readonly type: 'explainPrivacy' }
  /** "Thôi nhận hội chợ", "nhận lại tin tập huấn": what the person wants to be told. */
  | { readonly type: 'preference'; readonly topics: readonly Topic[]; readonly on: boolean }
  /** "Chỉ nhận tin hội chợ thôi": these and nothing else. */
  | { readonly type: 'onlyPreference'; readonly topics: readonly Topic[] }
  /** "Tôi đang nhận những tin gì?" */
  | { readonly type: 'showPreferences' }
  | { readonly type: 'handoff' }
  /** "cho tôi mẫu 02": a document made from the registration in hand. */
  | { readonly type: 'sendDocument'; readonly document: DocumentKind }
  /** What the person wants passed on, said while `handoff` is asked. */
  | { readonly type: 'handoffNote'; readonly words: string }
  /** "liên kết": asks for a code that joins this account with one on another channel. */
  | { readonly type: 'link' }
  /** "liên kết 123456": such a code, typed here. */
  | { readonly type: 'redeemLink'; readonly code: string; readonly check: LinkCheck }
  /** A code of the office's list, or the person's own number as the channel tells it. */
  | { readonly type: 'join'; readonly key: JoinKey; readonly check: JoinCheck }
  /** The QR code of a commune. */
  | { readonly type: 'joinCommune'; readonly unit: string }
  | { readonly type: 'greeting' }
  | { readonly type: 'thanks' }
  /** A photo or file that arrived, what became of its bytes, and what its caption says that it shows. */
  | {
      readonly type: 'media';
      readonly media: 'photo' | 'file';
      readonly outcome: FileOutcome;
      readonly paper: string | null;
    }
  /** Something we can't use; `contact`: a phone number that is not the sender's own. */
  | { readonly type: 'media'; readonly media: 'voice' | 'sticker' | 'location' | 'contact' }
  /** What the newest file shows, at the question of papers. */
  | { readonly type: 'namePaper'; readonly paper: string }
  /** "Bỏ 2" at the question of papers; from 1. */
  | { readonly type: 'removeFile'; readonly number: number }
  /** The office has done something about a registration; `facts` is null when it is gone. */
  | { readonly type: 'officeNews'; readonly news: OfficeNews; readonly facts: OfficeFacts | null }
  /** An officer takes the conversation, writes, or gives it back. */
  | { readonly type: 'officer'; readonly act: OfficerAct; readonly words: string }
  /** Whether the person comes to an event; which one is settled with what is on. */
  | { readonly type: 'rsvp'; readonly coming: boolean; readonly about: EventHint }
  /** "Có hội chợ nào sắp tới?" */
  | { readonly type: 'askEvents'; readonly about: EventHint; readonly question: string }
  /** "Tôi đã đăng ký những gì?" */
  | { readonly type: 'myEvents' }
  | { readonly type: 'eventDetails'; readonly eventId: string }
  /** "Đã hiểu" under a notice: `delivery` is its number in the ledger. */
  | { readonly type: 'understood'; readonly delivery: string }
  /** "Nói với trợ lý": also while an officer has the conversation (`held`), which ends that. */
  | { readonly type: 'takeBack'; readonly held: boolean }
  /** The draft was just carried over to a newer version of the form. */
  | { readonly type: 'formUpgraded' }
  | { readonly type: 'unclear'; readonly words: string };

export type Destination =
  | 'back'
  /** "hoàn tác", "bỏ câu vừa rồi": takes back what the newest turn wrote. */
  | 'undo'
  | 'skip'
  | 'review'
  | 'pause'
  | 'resume'
  /** Came back after a long absence with words that do not say what to do: offer to continue. */
  | 'welcomeBack'
  | 'restart'
  | 'cancel'
  | 'submit'
  | 'menu'
  | 'help'
  /** "là sao?", "ví dụ đi": explain the question in hand. */
  | 'explain'
  | 'missing';

/** What interpretation gives: the same grammar, a question still without its answer, news without their facts, a file without its fate. */
export type Heard =
  | Exclude<
      Command,
      { type: 'ask' | 'officeNews' | 'formUpgraded' | 'redeemLink' | 'join' | 'takeBack' } | { media: 'photo' | 'file' }
    >
  | { readonly type: 'takeBack' }
  | { readonly type: 'media'; readonly media: 'photo' | 'file'; readonly paper: string | null }
  | { readonly type: 'ask'; readonly question: string }
  | { readonly type: 'officeNews'; readonly news: OfficeNews }
  | { readonly type: 'redeemLink'; readonly code: string }
  | { readonly type: 'join'; readonly key: JoinKey };

/** What pressing a button does; kept beside its payload in the conversation's state. */
export type Offer =
  | { readonly does: 'go'; readonly to: Destination; readonly field?: FieldId }
  | { readonly does: 'startForm' }
  | { readonly does: 'handoff' }
  | { readonly does: 'takeDraft'; readonly registrationId: string }
  | { readonly does: 'sendDocument'; readonly document: DocumentKind }
  | { readonly does: 'rsvp'; readonly eventId: string; readonly coming: boolean }
  | { readonly does: 'eventDetails' | 'sendCalendar'; readonly eventId: string }
  | { readonly does: 'consent'; readonly yes: boolean }
  | { readonly does: 'consentDetails' }
  | { readonly does: 'confirm'; readonly yes: boolean }
  | { readonly does: 'choose'; readonly field: FieldId; readonly value: FieldValue }
  | { readonly does: 'namePaper'; readonly attachment: string; readonly paper: string }
  | { readonly does: 'removeFile'; readonly attachment: string };
