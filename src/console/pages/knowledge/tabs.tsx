import { type Action, PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { useView } from '../../view.ts';

const PAGES: readonly { readonly href: string; readonly label: string; readonly needs: Action }[] = [
  { href: '/console/knowledge', label: 'Văn bản', needs: 'knowledge.view' },
  { href: '/console/knowledge/try', label: 'Hỏi thử', needs: 'knowledge.view' },
  { href: '/console/knowledge/questions', label: 'Câu chưa trả lời được', needs: 'question.list' },
  { href: '/console/knowledge/drafts', label: 'Bản thảo', needs: 'knowledge.change' },
];

/** The pages about what the assistant knows. */
export function KnowledgeTabs({ officer: { role } }: { readonly officer: Pick<Officer, 'role'> }) {
  const { path } = useView();
  return (
    <nav class="tabs" aria-label="Các trang về tri thức">
      <ul>
        {PAGES.filter(({ needs }) => PERMISSIONS[role].has(needs)).map(({ href, label }) => (
          <li key={href}>
            <a href={href} {...(path === href ? { 'aria-current': 'page' as const } : {})}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
