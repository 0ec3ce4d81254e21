import { addressTo } from '../../../notifications/dispatch/notice.ts';
import type { NoticeBody } from '../../../notifications/types.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findBroadcast } from '../../store/broadcasts.ts';
import { type InvitationLinks, linksTo } from '../members.ts';
import { type Office, permit } from '../office.ts';
import { bodyOf } from './content.ts';
import { contentOf } from './stored-content.ts';

/** A code that joins the officer's own chat account, once; the one before opens nothing any more. */
export async function inviteSelf(office: Office, officer: Officer): Promise<InvitationLinks> {
  permit(officer, 'broadcast.test');
  const chatToken = office.newLinkToken();
  await office.client.staffUser.update({ where: { id: officer.id }, data: { chatToken } });
  return linksTo(office, `cb-${chatToken}`);
}

const OPENING =
  'Tin gửi thử, chỉ anh/chị thấy. Người nhận sẽ thấy đúng như sau; bấm nút trong tin thử thì không có gì xảy ra:';

/**
 * To the officer's own accounts and nobody else: the message as it stands in an open window, and what a template says to
 * whoever is outside one.
 * @throws AppError `no-chat-account`; `chat-window-closed` where Zalo takes no message of any of them.
 */
export async function tryOutBroadcast(
  office: Office,
  officer: Officer,
  id: string,
): Promise<{ readonly sentTo: number }> {
  permit(officer, 'broadcast.test');
  const at = office.now();
  const conversations = await office.client.$transaction(async (tx) => {
    const content = contentOf(await findBroadcast(tx, officer, id));
    const { personId } = await tx.staffUser.findUniqueOrThrow({
      where: { id: officer.id },
      select: { personId: true },
    });
    if (personId === null) throw new AppError('no-chat-account', officer.id);
    const messages = trialMessages(bodyOf(content), officer.name);
    const told = await office.broadcasting.tryOut(tx, { personId, messages, at });
    if (told.conversations.length === 0)
      throw new AppError(told.closed > 0 ? 'chat-window-closed' : 'no-chat-account', officer.id);
    await recordAudit(tx, { who: officer.id, what: 'broadcast.test', campaignId: id, at });
    return told.conversations;
  });
  for (const conversation of conversations) await office.wake(conversation);
  return { sentTo: conversations.length };
}

function trialMessages(body: NoticeBody, name: string) {
  const { text, buttons, template } = addressTo(body, name);
  const shown = [
    { text: OPENING, buttons: [] },
    { text, buttons: buttons.map(({ label }) => label) },
  ];
  if (template === null) return shown;
  const values = Object.entries(template.data).map(([parameter, value]) => `• ${parameter}: ${value}`);
  const head = 'Ai đã quá 48 giờ không nhắn Zalo thì nhận tin mẫu Zalo đã duyệt, với các ô:';
  return [...shown, { text: [head, ...values].join('\n'), buttons: [] }];
}
