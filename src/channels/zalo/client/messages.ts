/** The bodies of `message` that an Official Account can send (docs.zaloplatforms.com, OA, tin tư vấn). */

/** Characters are counted after NFC. */
export const MESSAGE_LIMITS = {
  text: 2_000,
  buttons: 5,
  buttonTitle: 100,
  buttonPayload: 1_000,
  imageBytes: 1024 * 1024,
  fileBytes: 5 * 1024 * 1024,
} as const;

export interface QueryButton {
  readonly title: string;
  /** Comes back as the text of the person's next message. */
  readonly payload: string;
}

export type ZaloMessage = Readonly<Record<string, unknown>>;

export const textMessage = (text: string): ZaloMessage => ({ text });

/** `oa.query.hide`: the payload is sent for the person without being shown to them. */
export const buttonsMessage = (text: string, buttons: readonly QueryButton[]): ZaloMessage => ({
  text,
  attachment: {
    type: 'template',
    payload: { buttons: buttons.map(({ title, payload }) => ({ title, type: 'oa.query.hide', payload })) },
  },
});

export const imageMessage = (text: string, attachmentId: string): ZaloMessage => ({
  ...(text ? { text } : {}),
  attachment: {
    type: 'template',
    payload: { template_type: 'media', elements: [{ media_type: 'image', attachment_id: attachmentId }] },
  },
});

export const fileMessage = (token: string): ZaloMessage => ({ attachment: { type: 'file', payload: { token } } });

/** Asks for name, phone and address by Zalo's own form; the answer is the event `user_submit_info`. */
export const requestInfoMessage = (form: { title: string; subtitle: string; imageUrl: string }): ZaloMessage => ({
  text: '',
  attachment: {
    type: 'template',
    payload: {
      template_type: 'request_user_info',
      elements: [{ title: form.title, subtitle: form.subtitle, image_url: form.imageUrl }],
    },
  },
});
