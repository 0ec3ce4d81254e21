import type { Channel } from '../channels/types.ts';
import type { SendMail } from '../platform/mail.ts';
import type { AlertWay } from './alerts.ts';

type Report = (failure: { readonly way: string; readonly reason: string }) => void;

/** To the office's own chat on a channel that we are on anyway. */
export function chatAlerts(channel: Pick<Channel, 'id' | 'send'>, chat: string, report: Report): AlertWay {
  return async ({ id, text }) => {
    const outcome = await channel.send(chat, { key: `alert:${id}`, text, buttons: [] });
    if (outcome.kind === 'failed') report({ way: channel.id, reason: outcome.reason });
    // A lost answer counts as told: twice would be noise.
    return outcome.kind !== 'failed';
  };
}

/** By letter; several addresses with commas. */
export function emailAlerts(to: string, send: SendMail): AlertWay {
  return ({ id, text }) => send({ to, subject: 'Có người chờ gặp cán bộ', text, id });
}
