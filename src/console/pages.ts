import type { ConsoleRoute } from './page.ts';
import { accountPages } from './pages/account.tsx';
import { conversationPages } from './pages/conversation.tsx';
import { inboxPages } from './pages/conversations.tsx';
import { firstAdministratorPages } from './pages/first-administrator.tsx';
import { homePages } from './pages/home.tsx';
import { readyAnswerPages } from './pages/ready-answers.tsx';
import { signInPages } from './pages/sign-in.tsx';
import type { ConsoleParts } from './parts.ts';

/** Every page and form of the console. A test walks this list with every role. */
export function consoleRoutes(_parts: ConsoleParts): readonly ConsoleRoute[] {
  return [
    ...signInPages,
    ...firstAdministratorPages,
    ...accountPages,
    ...homePages,
    ...inboxPages,
    ...readyAnswerPages,
    ...conversationPages,
  ];
}
