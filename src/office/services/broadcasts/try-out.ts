import { AppError } from '../../../platform/errors.ts';
import type { Officer } from '../../roles.ts';
import { recordAudit } from '../../store/audit.ts';
import { findBroadcast } from '../../store/broadcasts.ts';
import { type InvitationLinks, linksTo } from '../members.ts';
import { type Office, permit } from '../office.ts';

/** A code that joins the officer's own chat account, once; the one before opens nothing any more. */
export async function inviteSelf(office: Office, officer: Officer): Promise<InvitationLinks> {
  permit(officer, 'broadcast.test');
  const chatToken = office.newLinkToken();
  await office.client.staffUser.update({ where: { id: officer.id }, data: { chatToken } });
  return linksTo(office, `cb-${chatToken}`);
}

const OPENING = 'Tin gửi thử, chỉ anh/chị thấy. Người nhận sẽ thấy đúng như sau:';

/** To the officer's own accounts and nobody else. @throws AppError `no-chat-account`. */
export async function tryOutBroadcast(
  office: Office,
  officer: Officer,
  id: string,
): Promise<{ readonly sentTo: number }> {
  permit(officer, 'broadcast.test');
  const at = office.now();
  const conversations = await office.client.$transaction(async (tx) => {
    const { text } = await findBroadcast(tx, officer, id);
    const { personId } = await tx.staffUser.findUniqueOrThrow({
      where: { id: officer.id },
      select: { personId: true },
    });
    const texts = [OPENING, text.replaceAll('{name}', officer.name)];
    const told = personId === null ? [] : await office.broadcasting.tryOut(tx, { personId, texts, at });
    if (told.length === 0) throw new AppError('no-chat-account', officer.id);
    await recordAudit(tx, { who: officer.id, what: 'broadcast.test', campaignId: id, at });
    return told;
  });
  for (const conversation of conversations) await office.wake(conversation);
  return { sentTo: conversations.length };
}
