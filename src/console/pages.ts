import type { ConsoleRoute } from './page.ts';
import { accountPages } from './pages/account.tsx';
import { auditPages } from './pages/audit.tsx';
import { behalfPages } from './pages/behalf.tsx';
import { callListPages } from './pages/broadcasts/call-list.tsx';
import { composePages } from './pages/broadcasts/compose.tsx';
import { ledgerPages } from './pages/broadcasts/ledger.tsx';
import { broadcastListPages } from './pages/broadcasts/list.tsx';
import { broadcastPages } from './pages/broadcasts/steps.tsx';
import { conversationPages } from './pages/conversation.tsx';
import { inboxPages } from './pages/conversations.tsx';
import { dataRequestPages } from './pages/data-requests.tsx';
import { deskPages } from './pages/desks.tsx';
import { attendancePages } from './pages/events/attendance.tsx';
import { eventPages } from './pages/events/event.tsx';
import { eventListPages } from './pages/events/list.tsx';
import { publishPages } from './pages/events/publish.tsx';
import { eventSavePages } from './pages/events/save.tsx';
import { exportFilePages } from './pages/exports.tsx';
import { figurePages } from './pages/figures.tsx';
import { firstAdministratorPages } from './pages/first-administrator.tsx';
import { homePages } from './pages/home.tsx';
import { documentPages } from './pages/knowledge/document.tsx';
import { documentListPages } from './pages/knowledge/documents.tsx';
import { draftPages } from './pages/knowledge/draft.tsx';
import { draftStepPages } from './pages/knowledge/draft-steps.ts';
import { draftListPages } from './pages/knowledge/drafts.tsx';
import { importPages } from './pages/knowledge/import.tsx';
import { questionPages } from './pages/knowledge/questions.tsx';
import { sectionPages } from './pages/knowledge/section.tsx';
import { tryPages } from './pages/knowledge/try.tsx';
import { tryDraftPages } from './pages/knowledge/try-draft.tsx';
import { communeQrPages } from './pages/members/commune-qr.tsx';
import { listImportPages } from './pages/members/import.tsx';
import { memberListPages } from './pages/members/list.tsx';
import { memberPages } from './pages/members/member.tsx';
import { officeSettingPages } from './pages/office-settings.tsx';
import { oneTimeLinkPages } from './pages/one-time-link.tsx';
import { readyAnswerPages } from './pages/ready-answers.tsx';
import { assessPages } from './pages/registrations/assess.tsx';
import { boardPages } from './pages/registrations/board.tsx';
import { exportPages } from './pages/registrations/export.ts';
import { listPages } from './pages/registrations/list.tsx';
import { recordPages } from './pages/registrations/record.tsx';
import { resultPages } from './pages/registrations/result.tsx';
import { returnPages } from './pages/registrations/return.tsx';
import { workPages } from './pages/registrations/work.tsx';
import { roundPages } from './pages/rounds.tsx';
import { secondFactorPages } from './pages/second-factor.tsx';
import { sessionPages } from './pages/sessions.tsx';
import { settingsPages } from './pages/settings.tsx';
import { signInPages } from './pages/sign-in.tsx';
import { staffPages } from './pages/staff.tsx';

/** Every page and form of the console. A test walks this list with every role. */
export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [
  ...signInPages,
  ...firstAdministratorPages,
  ...oneTimeLinkPages,
  ...secondFactorPages,
  ...accountPages,
  ...sessionPages,
  ...homePages,
  ...listPages,
  ...boardPages,
  ...recordPages,
  ...workPages,
  ...assessPages,
  ...returnPages,
  ...resultPages,
  ...exportPages,
  ...exportFilePages,
  ...behalfPages,
  ...roundPages,
  ...staffPages,
  ...inboxPages,
  ...readyAnswerPages,
  ...conversationPages,
  ...dataRequestPages,
  ...eventListPages,
  ...eventSavePages,
  ...eventPages,
  ...publishPages,
  ...attendancePages,
  ...broadcastListPages,
  ...composePages,
  ...broadcastPages,
  ...ledgerPages,
  ...callListPages,
  ...memberListPages,
  ...listImportPages,
  ...communeQrPages,
  ...memberPages,
  ...documentListPages,
  ...documentPages,
  ...tryPages,
  ...questionPages,
  ...importPages,
  ...draftListPages,
  ...draftPages,
  ...draftStepPages,
  ...tryDraftPages,
  ...sectionPages,
  ...figurePages,
  ...settingsPages,
  ...deskPages,
  ...officeSettingPages,
  ...auditPages,
];
