import type { ComponentChildren } from 'preact';

/** Where a list has nothing: what that means, and what to do where there is something to do. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}
