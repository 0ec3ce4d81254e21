import { type Action, PERMISSIONS } from '../../office/permissions.ts';
import type { Officer } from '../../office/roles.ts';
import { useView } from '../view.ts';

export interface Tab {
  readonly href: string;
  readonly label: string;
  readonly needs: Action;
}

/** Pages that belong together, those that the officer may open. */
export function Tabs({
  label,
  tabs,
  officer: { role },
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly officer: Pick<Officer, 'role'>;
}) {
  const { path } = useView();
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs
          .filter(({ needs }) => PERMISSIONS[role].has(needs))
          .map(({ href, label: name }) => (
            <li key={href}>
              <a href={href} {...(path === href ? { 'aria-current': 'page' as const } : {})}>
                {name}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}
