import type { Channel } from '../channels/types.ts';
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

const TIMEOUT_MS = 15_000;

/** By SMTP; several addresses with commas. */
export function emailAlerts({ smtpUrl, to }: { smtpUrl: string; to: string }, report: Report): AlertWay {
  return async ({ id, text }) => {
    try {
      const { createTransport } = await import('nodemailer');
      const transport = createTransport(smtpUrl, { from: to.split(',')[0] });
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const sending = transport.sendMail({ to, subject: 'Có người chờ gặp cán bộ', text, messageId: `<${id}@ocop>` });
      await Promise.race([sending, rejectOn(timeout)]);
      return true;
    } catch (error) {
      report({ way: 'email', reason: codeOf(error) });
      return false;
    }
  };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

/** Messages of mail servers repeat addresses, so only the code is told. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
