import { type Action, PERMISSIONS } from '../../../office/permissions.ts';
import type { Officer } from '../../../office/roles.ts';
import { useView } from '../../view.ts';

const PAGES: readonly { readonly href: string; readonly label: string; readonly needs: Action }[] = [
  { href: '/console/members', label: 'Danh sách', needs: 'member.list' },
  { href: '/console/members/import', label: 'Nhập danh sách', needs: 'member.import' },
  { href: '/console/members/results', label: 'Nhập kết quả đánh giá', needs: 'result.enter' },
  { href: '/console/members/qr', label: 'Mã QR của xã', needs: 'member.link' },
];

/** The pages about the office's own list of producers. */
export function MemberTabs({ officer: { role } }: { readonly officer: Pick<Officer, 'role'> }) {
  const { path } = useView();
  return (
    <nav class="tabs" aria-label="Các trang về chủ thể">
      <ul>
        {PAGES.filter(({ needs }) => PERMISSIONS[role].has(needs)).map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              {...(path.startsWith(href) && (path === href || href !== '/console/members')
                ? { 'aria-current': 'page' as const }
                : {})}
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
