import { z } from 'zod';
import { DAY, type Person, RefusedByZalo, type World } from './world.ts';

const WINDOW_FREE = 2 * DAY;
const WINDOW_PAID = 7 * DAY;
const PRICE = 55;
const UPLOAD_LIFE = 7 * DAY;

const Button = z.strictObject({ title: z.string(), type: z.string(), payload: z.unknown() });
const Message = z.strictObject({
  text: z.string().optional(),
  quote_message_id: z.string().optional(),
  attachment: z
    .strictObject({
      type: z.enum(['template', 'file']),
      payload: z.looseObject({
        template_type: z.string().optional(),
        elements: z.array(z.looseObject({})).optional(),
        buttons: z.array(Button).optional(),
        token: z.string().optional(),
      }),
    })
    .optional(),
});
export const SendBody = z.object({ recipient: z.object({ user_id: z.string() }), message: z.unknown() });

export interface Checked {
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
  /** Name of the file or picture; null without one. */
  readonly file: string | null;
  readonly event: 'oa_send_text' | 'oa_send_image' | 'oa_send_file' | 'oa_send_list';
}

const invalid = (field: string) => new RefusedByZalo(-201, `${field} is invalid!`);

/** What the documentation allows in `message`, with the number that each breach gets. */
export function checkMessage(world: World, raw: unknown): Checked {
  const parsed = Message.safeParse(raw);
  if (!parsed.success) throw invalid(String(parsed.error.issues[0]?.path.join('.') || 'message'));
  const { text = '', attachment } = parsed.data;
  if ([...text.normalize('NFC')].length > 2_000) throw new RefusedByZalo(-210, 'Parameter exceeds allowable limit');
  if (!attachment) {
    if (text.trim() === '') throw invalid('text');
    return { text, buttons: [], file: null, event: 'oa_send_text' };
  }
  const { payload } = attachment;
  if (attachment.type === 'file') {
    return { text: '', buttons: [], file: uploaded(world, payload.token, 'file'), event: 'oa_send_file' };
  }
  if (payload.buttons) {
    if (text.trim() === '') throw invalid('text');
    return { text, buttons: checkButtons(payload.buttons), file: null, event: 'oa_send_text' };
  }
  const [element, ...others] = payload.elements ?? [];
  if (!element || others.length > 0) throw invalid('elements');
  if (payload.template_type === 'request_user_info') {
    if (typeof element.title !== 'string' || typeof element.image_url !== 'string') throw invalid('elements');
    return { text: String(element.title), buttons: [], file: null, event: 'oa_send_list' };
  }
  if (payload.template_type !== 'media' || element.media_type !== 'image') throw invalid('template_type');
  if ('url' in element === 'attachment_id' in element) throw invalid('attachment_id');
  const file = 'url' in element ? String(element.url) : uploaded(world, element.attachment_id, 'image');
  return { text, buttons: [], file, event: 'oa_send_image' };
}

function checkButtons(buttons: readonly z.infer<typeof Button>[]) {
  if (buttons.length === 0 || buttons.length > 5) throw invalid('buttons');
  return buttons.map(({ title, type, payload }) => {
    if (title.trim() === '' || [...title].length > 100) throw invalid('title');
    if (type !== 'oa.query.hide' && type !== 'oa.query.show') throw invalid('type');
    if (typeof payload !== 'string' || payload === '' || [...payload].length > 1_000) throw invalid('payload');
    return { title, payload };
  });
}

function uploaded(world: World, id: unknown, kind: 'image' | 'file'): string {
  const known = world.uploads.get(String(id));
  if (known?.kind !== kind) throw invalid(kind === 'image' ? 'attachment_id' : 'token');
  if (world.now() - known.at > UPLOAD_LIFE) throw new RefusedByZalo(-100, 'attachment_id was expired');
  return known.name;
}

/** Free for 48 hours after the person's last interaction, paid for 7 days, then refused. Any hour of the day. */
export function payForMessage(world: World, person: Person): object | null {
  if (person.lastInteraction === null) {
    throw new RefusedByZalo(-232, 'User has not interacted with the OA, or the last interaction has expired');
  }
  const age = world.now() - person.lastInteraction;
  if (age > WINDOW_PAID) throw new RefusedByZalo(-230, 'User has not interacted with the OA in the past 7 days');
  if (age <= WINDOW_FREE) return { quota_type: 'reply' };
  if (world.packageLeft > 0) {
    world.packageLeft -= 1;
    const { packageLeft: remain, settings } = world;
    return { quota_type: 'sub_quota', remain, total: settings.packageMessages, expired_date: '31/12/2026' };
  }
  if (world.wallet < PRICE) throw new RefusedByZalo(-321, 'Zalo Cloud Account is out of money');
  world.wallet -= PRICE;
  world.billed += PRICE;
  return null;
}
