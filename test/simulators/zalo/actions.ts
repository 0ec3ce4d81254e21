import type { Webhooks } from './webhooks.ts';
import type { Person, World } from './world.ts';

/** What people and officers do in their Zalo app. Each is an interaction that opens the 48 hours, then an event. */
export interface Actions {
  say(userId: string, text: string): void;
  /** Presses a button of the newest message that has one with this title. */
  press(userId: string, title: string): void;
  send(userId: string, what: Attachment): void;
  follow(userId: string): void;
  unfollow(userId: string): void;
  submitInfo(userId: string, shape: 'new' | 'old'): void;
  withdraw(userId: string): void;
  /** An officer types in the account's own chat. */
  officerSays(userId: string, text: string): void;
}

export type Attachment =
  | { readonly kind: 'image' | 'file'; readonly url: string; readonly name?: string; readonly text?: string }
  | { readonly kind: 'business_card'; readonly phone: string }
  | { readonly kind: 'audio' | 'sticker' }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number };

export function createActions(world: World, webhooks: Webhooks): Actions {
  const { settings } = world;

  function interact(userId: string, shown: { text: string; file?: string } | null): Person {
    const person = world.people.get(userId) ?? world.addPerson(userId);
    person.lastInteraction = world.now();
    if (shown) {
      const { text, file = null } = shown;
      person.thread.push({ id: world.newId(), at: world.now(), from: 'person', text, buttons: [], file, quota: null });
    }
    return person;
  }

  function emitFrom(person: Person, name: string, message: Readonly<Record<string, unknown>>): void {
    webhooks.emit({
      event_name: name,
      user_id_by_app: `by-app-${person.id}`,
      sender: { id: person.id },
      recipient: { id: settings.oaId },
      message: { msg_id: world.newId(), ...message },
    });
  }

  return {
    say(userId, text) {
      emitFrom(interact(userId, { text }), 'user_send_text', { text });
    },
    press(userId, title) {
      const person = interact(userId, null);
      const buttons = person.thread.toReversed().flatMap((shown) => shown.buttons);
      const button = buttons.find((one) => one.title === title);
      if (!button) throw new Error(`no button "${title}"`);
      emitFrom(person, 'user_send_text', { text: button.payload });
    },
    send(userId, what) {
      const person = interact(userId, { text: '', file: what.kind });
      const type = what.kind === 'business_card' ? 'link' : what.kind;
      const text = 'text' in what ? { text: what.text } : {};
      emitFrom(person, `user_send_${what.kind}`, { ...text, attachments: [{ type, payload: payloadOf(what) }] });
    },
    follow(userId) {
      const person = interact(userId, null);
      person.follower = true;
      webhooks.emit({
        event_name: 'follow',
        oa_id: settings.oaId,
        follower: { id: userId },
        source: 'oa_profile',
        user_id_by_app: `by-app-${userId}`,
      });
    },
    unfollow(userId) {
      world.person(userId).follower = false;
      webhooks.emit({ event_name: 'unfollow', oa_id: settings.oaId, follower: { id: userId }, source: 'oa_profile' });
    },
    submitInfo(userId, shape) {
      const person = interact(userId, null);
      const { name, phone } = person;
      const address =
        shape === 'new'
          ? { full_address: { user_city: 'Thanh Hóa', user_ward: 'Xã Thọ Xuân', user_address: 'thôn 3' }, gender: 'Nữ' }
          : { address: 'thôn 3', city: 'Thanh Hóa', district: 'Thọ Xuân', ward: 'Xuân Giang' };
      webhooks.emit({
        event_name: 'user_submit_info',
        sender: { id: userId },
        recipient: { id: settings.oaId },
        info: { name, phone: shape === 'new' ? phone : Number(phone), ...address },
      });
    },
    withdraw(userId) {
      webhooks.emit({ event_name: 'user_withdraw', user_id: userId, user_id_by_app: `by-app-${userId}` });
    },
    officerSays(userId, text) {
      const person = world.person(userId);
      const id = world.newId();
      person.thread.push({ id, at: world.now(), from: 'officer', text, buttons: [], file: null, quota: null });
      webhooks.echo('oa_send_text', person, { id, text, adminId: 'admin-1' });
    },
  };
}

function payloadOf(what: Attachment): Record<string, unknown> {
  switch (what.kind) {
    case 'image':
      return { thumbnail: what.url, url: what.url };
    case 'business_card':
      return { url: 'https://zalo.me/x', description: JSON.stringify({ phone: what.phone, qrCodeUrl: '' }) };
    case 'file':
      return { url: what.url, name: what.name ?? 'giay-to.pdf', size: '1024', type: 'pdf', checksum: '0'.repeat(32) };
    case 'audio':
    case 'sticker':
      return { url: 'https://f6.photo.talk.zdn.vn/none' };
    case 'location':
      return { coordinates: { latitude: String(what.latitude), longitude: String(what.longitude) } };
    default:
      return what satisfies never;
  }
}
