import { type Action, PERMISSIONS } from '../office/permissions.ts';
import type { Officer } from '../office/roles.ts';

export interface NavigationEntry {
  readonly href: string;
  readonly label: string;
  readonly needs: Action;
}

/** In the order in which they stand. Add a page's entry here. */
const ENTRIES: readonly NavigationEntry[] = [
  { href: '/console', label: 'Việc cần làm', needs: 'registration.list' },
  { href: '/console/registrations', label: 'Hồ sơ', needs: 'registration.list' },
  { href: '/console/conversations', label: 'Trò chuyện', needs: 'conversation.list' },
  { href: '/console/events', label: 'Sự kiện', needs: 'event.list' },
  { href: '/console/broadcasts', label: 'Thông báo', needs: 'broadcast.list' },
  { href: '/console/members', label: 'Chủ thể', needs: 'member.list' },
  { href: '/console/knowledge', label: 'Tri thức', needs: 'knowledge.view' },
  { href: '/console/figures', label: 'Số liệu', needs: 'figures.view' },
  { href: '/console/settings', label: 'Cài đặt', needs: 'settings.view' },
  { href: '/console/staff', label: 'Cán bộ', needs: 'staff.list' },
];

export function navigationFor({ role }: Pick<Officer, 'role'>): readonly NavigationEntry[] {
  return ENTRIES.filter(({ needs }) => PERMISSIONS[role].has(needs));
}

/** The entry that the page belongs to: the one with the longest address that the page's own begins with. */
export function currentEntry(entries: readonly NavigationEntry[], path: string): NavigationEntry | null {
  const fitting = entries.filter(({ href }) => path === href || (href !== '/console' && path.startsWith(`${href}/`)));
  return fitting.sort((a, b) => b.href.length - a.href.length)[0] ?? null;
}
