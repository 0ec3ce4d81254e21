import type { ComponentChildren } from 'preact';
import type { Officer } from '../office/roles.ts';
import { Form, fieldId, SubmitButton } from './components/form.tsx';
import { currentEntry, navigationFor } from './navigation.ts';
import { useView } from './view.ts';
import { ROLE_LABELS } from './words.ts';

/** htmx: no evaluated code, no style of its own, and only what our pages ask for. */
const HTMX_CONFIG = JSON.stringify({ includeIndicatorCSS: false, history: false, mode: 'same-origin' });

/** Everything around a page's own content. */
export function Layout({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const { assets, officer, problem, restricted } = useView();
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${problem ? 'Có lỗi: ' : ''}${title} – OCOP Thanh Hóa`}</title>
        <meta name="robots" content="noindex" />
        <meta name="theme-color" content="#0b5d3b" />
        <meta name="htmx-config" content={HTMX_CONFIG} />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        {assets.preloadedFonts.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        <link rel="stylesheet" href={assets.style} />
        <script src={assets.script} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          Tới nội dung chính
        </a>
        <header class="top">
          <div class="inner">
            <a class="brand" href="/console">
              <img src={assets.icon} alt="" width="32" height="32" />
              <span>
                OCOP Thanh Hóa <small>Trang cán bộ</small>
              </span>
            </a>
            {officer ? <SignedIn officer={officer} /> : null}
            {officer ? <Menu officer={officer} /> : null}
          </div>
        </header>
        {officer && !restricted ? <NavigationBar officer={officer} /> : null}
        <main id="main" class="inner" tabIndex={-1}>
          <Announcement />
          {children}
        </main>
        <footer class="inner foot">
          <p>Hệ thống hỗ trợ Chương trình mỗi xã một sản phẩm, tỉnh Thanh Hóa.</p>
        </footer>
      </body>
    </html>
  );
}

function NavigationLinks({ officer }: { readonly officer: Officer }) {
  const { path } = useView();
  const entries = navigationFor(officer);
  const current = currentEntry(entries, path);
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.href}>
          <a
            href={entry.href}
            {...(entry === current ? { 'aria-current': path === entry.href ? 'page' : 'true' } : {})}
          >
            {entry.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** On wide screens. */
function NavigationBar({ officer }: { readonly officer: Officer }) {
  return (
    <nav class="bar" aria-label="Các phần của trang">
      <div class="inner">
        <NavigationLinks officer={officer} />
      </div>
    </nav>
  );
}

/** On narrow screens; opens without script. */
function Menu({ officer }: { readonly officer: Officer }) {
  const { restricted } = useView();
  return (
    <details class="menu">
      <summary>Menu</summary>
      {restricted ? null : (
        <nav aria-label="Menu">
          <NavigationLinks officer={officer} />
        </nav>
      )}
      <SignedIn officer={officer} />
    </details>
  );
}

/** Who is working, and the way out. */
function SignedIn({ officer }: { readonly officer: Officer }) {
  const { restricted } = useView();
  return (
    <div class="signed-in">
      {restricted ? <span>{officer.name}</span> : <a href="/console/account">{officer.name}</a>}
      <span class="quiet">{ROLE_LABELS[officer.role]}</span>
      <Form action="/console/sign-out">
        <SubmitButton kind="plain">Thoát</SubmitButton>
      </Form>
    </div>
  );
}

/** What was just done, or what is wrong with the form that was sent. */
function Announcement() {
  const { notice, problem } = useView();
  if (problem) {
    const fields = Object.entries(problem.fields);
    return (
      <div class="summary" role="alert" tabIndex={-1}>
        <h2>Chưa xong, xin xem lại</h2>
        <p>{problem.text}</p>
        {fields.length > 0 ? (
          <ul>
            {fields.map(([name, text]) => (
              <li key={name}>
                <a href={`#${fieldId(problem.action, name)}`}>{text}</a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    );
  }
  if (!notice) return null;
  return (
    <p class={`notice ${notice.tone}`} role="status">
      {notice.text}
    </p>
  );
}
