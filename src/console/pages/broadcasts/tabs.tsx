import { type Action, PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { useView } from '../../view.ts';

const PAGES: readonly { readonly href: string; readonly label: string; readonly needs: Action }[] = [
  { href: '/console/broadcasts', label: 'Thông báo', needs: 'broadcast.list' },
  { href: '/console/broadcasts/call-list', label: 'Danh sách gọi', needs: 'call-list.view' },
  { href: '/console/broadcasts/failures', label: 'Tin hỏng, không rõ', needs: 'broadcast.ledger' },
];

/** The pages about what is told to people. */
export function BroadcastTabs({ officer: { role } }: { readonly officer: Pick<Officer, 'role'> }) {
  const { path } = useView();
  return (
    <nav class="tabs" aria-label="Các trang về thông báo">
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
