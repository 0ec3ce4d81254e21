import { z } from 'zod';
import { withId } from '../../../office/http/schemas.ts';
import type { Action } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import {
  cancelBroadcast,
  pauseBroadcast,
  resumeBroadcast,
  retryBroadcast,
} from '../../../office/services/broadcasts/control.ts';
import { discardBroadcast } from '../../../office/services/broadcasts/draft.ts';
import {
  approveBroadcast,
  recallBroadcast,
  sendBackBroadcast,
  submitBroadcast,
} from '../../../office/services/broadcasts/submit.ts';
import { inviteSelf, tryOutBroadcast } from '../../../office/services/broadcasts/try-out.ts';
import { viewBroadcast } from '../../../office/services/broadcasts/view.ts';
import type { Office } from '../../../office/services/office.ts';
import { Crumbs } from '../../components/crumbs.tsx';
import { SubmitButton } from '../../components/form.tsx';
import { Invitation } from '../../components/invitation.tsx';
import { version } from '../../form-fields.ts';
import type { NoticeCode } from '../../notices.ts';
import { action, type ConsoleRoute, go, none, page, show } from '../../page.ts';
import { broadcastPage } from './broadcast.tsx';
import { broadcastsPage } from './list.tsx';
import { StepForm } from './step-form.tsx';

type Target = { readonly id: string; readonly version: number };

function step<Done>(
  name: string,
  access: Action,
  work: (office: Office, officer: Officer, target: Target) => Promise<Done>,
  doneOf: (done: Done) => NoticeCode,
  back: ConsoleRoute = broadcastPage,
) {
  return action({
    path: `/broadcasts/:id/${name}`,
    access,
    params: withId,
    body: z.strictObject({ version }),
    back,
    async run({ parts, officer, params, body }) {
      const done = doneOf(await work(parts.office, officer, { ...params, ...body }));
      return go(done === 'broadcast-discarded' ? '/console/broadcasts' : `/console/broadcasts/${params.id}`, done);
    },
  });
}

const cancelPage = page({
  path: '/broadcasts/:id/cancel',
  access: 'broadcast.control',
  params: withId,
  load: ({ parts, officer, params }) => viewBroadcast(parts.office, officer, params.id),
  render: ({ id, title, version: seen }) => ({
    title: 'Hủy thông báo',
    body: (
      <div class="prose">
        <Crumbs trail={[{ href: `/console/broadcasts/${id}`, label: `← ${title}` }]} />
        <h1>Hủy thông báo</h1>
        <p>
          Tin chưa gửi thì thôi, ai nhận rồi thì giữ nguyên. Hủy rồi không gửi tiếp được; muốn nghỉ một lúc thì tạm
          dừng.
        </p>
        <StepForm at={`/console/broadcasts/${id}`} step="cancel" version={seen}>
          <SubmitButton kind="danger">Hủy thông báo</SubmitButton>
        </StepForm>
      </div>
    ),
  }),
});

const stopped =
  (quiet: NoticeCode, still: NoticeCode) =>
  ({ stillSending }: { readonly stillSending: number }): NoticeCode =>
    stillSending === 0 ? quiet : still;

const steps = [
  step('submit', 'broadcast.submit', submitBroadcast, ({ status }) =>
    status === 'awaitingApproval' ? 'broadcast-handed-in' : 'broadcast-submitted',
  ),
  step('discard', 'broadcast.draft', discardBroadcast, () => 'broadcast-discarded'),
  step('recall', 'broadcast.submit', recallBroadcast, () => 'broadcast-recalled'),
  step('approve', 'broadcast.approve', approveBroadcast, () => 'broadcast-submitted'),
  step('send-back', 'broadcast.approve', sendBackBroadcast, () => 'broadcast-sent-back'),
  step('pause', 'broadcast.control', pauseBroadcast, stopped('broadcast-paused', 'broadcast-pausing')),
  step('resume', 'broadcast.control', resumeBroadcast, () => 'broadcast-resumed'),
  step('cancel', 'broadcast.control', cancelBroadcast, () => 'broadcast-cancelled', cancelPage),
  step('retry', 'broadcast.control', retryBroadcast, () => 'broadcast-retried'),
];

const tryOutAction = action({
  path: '/broadcasts/:id/try-out',
  access: 'broadcast.test',
  params: withId,
  body: none,
  back: broadcastPage,
  async run({ parts, officer, params }) {
    await tryOutBroadcast(parts.office, officer, params.id);
    return go(`/console/broadcasts/${params.id}`, 'broadcast-tried');
  },
});

const chatCodeAction = action({
  path: '/broadcasts/chat-code',
  access: 'broadcast.test',
  body: none,
  back: broadcastsPage,
  async run({ parts, officer }) {
    const links = await inviteSelf(parts.office, officer);
    return show({
      title: 'Nối khung chat của tôi',
      body: (
        <div class="prose">
          <Crumbs trail={[{ href: '/console/broadcasts', label: '← Thông báo' }]} />
          <h1>Nối khung chat của tôi</h1>
          <p>
            Anh/chị mở khung chat của trợ lý trên điện thoại mình và gõ mã này một lần. Từ đó tin gửi thử tới máy ấy.
          </p>
          <Invitation links={links} />
        </div>
      ),
    });
  },
});

export const broadcastPages = [broadcastPage, cancelPage, ...steps, tryOutAction, chatCodeAction];
