import { renderToString } from 'preact-render-to-string';
import { Layout } from './layout.tsx';
import type { Shown } from './page.ts';
import { type View, ViewContext } from './view.ts';

/** A whole page as HTML. Preact escapes every text. */
export function renderPage({ title, body }: Shown, view: View): string {
  const page = (
    <ViewContext.Provider value={view}>
      <Layout title={title}>{body}</Layout>
    </ViewContext.Provider>
  );
  return `<!doctype html>${renderToString(page)}`;
}
