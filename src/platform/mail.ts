export interface Letter {
  /** Several addresses with commas. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Of the message, so that a letter sent twice is seen as one. */
  readonly id: string;
}

/** False: not sent; why was reported. */
export type SendMail = (letter: Letter) => Promise<boolean>;

const TIMEOUT_MS = 15_000;

/** @param report Told a mail server's code only: its messages repeat addresses. */
export function createMailer(
  { smtpUrl, from }: { readonly smtpUrl: string; readonly from: string },
  report: (reason: string) => void,
): SendMail {
  return async ({ to, subject, text, id }) => {
    try {
      const { createTransport } = await import('nodemailer');
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      const sending = createTransport(smtpUrl, { from }).sendMail({ to, subject, text, messageId: `<${id}@ocop>` });
      await Promise.race([sending, rejectOn(timeout)]);
      return true;
    } catch (error) {
      report(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
      return false;
    }
  };
}

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
