export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way back, above a page's heading. */
export function Crumbs({ trail }: { readonly trail: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label="Đường về">
      {trail.map(({ href, label }) => (
        <a key={href} href={href}>
          {label}
        </a>
      ))}
    </nav>
  );
}
