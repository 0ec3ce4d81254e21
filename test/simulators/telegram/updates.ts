/** Objects of the Bot API as our bot receives them; only the fields that the real ones always carry and those we read. */

export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly language_code?: string;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private';
  readonly first_name: string;
}

export interface Message {
  readonly message_id: number;
  readonly date: number;
  readonly chat: Chat;
  readonly from?: User;
  readonly text?: string;
  readonly caption?: string;
  readonly photo?: readonly {
    readonly file_id: string;
    readonly file_unique_id: string;
    readonly width: number;
    readonly height: number;
    readonly file_size: number;
  }[];
  readonly document?: {
    readonly file_id: string;
    readonly file_unique_id: string;
    readonly file_name: string;
    readonly mime_type: string;
    readonly file_size: number;
  };
  readonly contact?: { readonly phone_number: string; readonly first_name: string; readonly user_id?: number };
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly voice?: { readonly file_id: string; readonly file_unique_id: string; readonly duration: number };
  readonly sticker?: { readonly file_id: string; readonly file_unique_id: string };
  readonly entities?: readonly { readonly type: 'bot_command'; readonly offset: number; readonly length: number }[];
  readonly reply_markup?: unknown;
}

export interface Update {
  readonly update_id: number;
  readonly message?: Message;
  readonly callback_query?: {
    readonly id: string;
    readonly from: User;
    readonly message: Message;
    readonly chat_instance: string;
    readonly data: string;
  };
  readonly my_chat_member?: {
    readonly chat: Chat;
    readonly from: User;
    readonly date: number;
    readonly old_chat_member: { readonly status: string };
    readonly new_chat_member: { readonly status: string };
  };
}
