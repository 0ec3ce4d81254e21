import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Assets } from './assets.ts';

interface PageProps {
  readonly assets: Assets;
  /** The browser has been here before, so there may be a form to go on with. */
  readonly returning: boolean;
}

/** First words to press, and what each sends. */
const STARTERS = [
  { label: 'Hỏi về OCOP', text: 'OCOP là gì?' },
  { label: 'Đăng ký sản phẩm', text: 'Tôi muốn đăng ký sản phẩm' },
  { label: 'Gặp cán bộ', text: 'Gặp cán bộ' },
];
const CONTINUE = { label: 'Làm tiếp phiếu đang dở', text: 'Tiếp tục' };

/** The chat page as HTML. It holds no message: the script draws them from `/chat/events`. */
export function renderChatPage(props: PageProps): string {
  return `<!doctype html>${renderToString(<Page {...props} />)}`;
}

function Page({ assets, returning }: PageProps) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
        <title>Trợ lý OCOP Thanh Hóa</title>
        <meta
          name="description"
          content="Hỏi đáp về Chương trình mỗi xã một sản phẩm và đăng ký sản phẩm OCOP tỉnh Thanh Hóa ngay trong khung chat."
        />
        <meta name="theme-color" content="#0b5d3b" />
        <link rel="icon" href={assets.icon} type="image/svg+xml" />
        {assets.preloadedFonts.map((font) => (
          <link key={font} rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
        ))}
        <link rel="stylesheet" href={assets.style} />
        <script src={assets.script} defer />
      </head>
      <body>
        <div class="stage">
          <Intro icon={assets.icon} />
          <main class="phone">
            <header class="top">
              <img class="avatar" src={assets.icon} alt="" width="40" height="40" />
              <div>
                <h1>Trợ lý OCOP Thanh Hóa</h1>
                <p class="presence" id="presence" role="status">
                  Đang kết nối…
                </p>
              </div>
            </header>
            <div
              class="log"
              id="log"
              role="log"
              aria-live="polite"
              aria-relevant="additions"
              aria-label="Tin nhắn"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
              tabIndex={0}
            >
              <Welcome starters={returning ? [CONTINUE, ...STARTERS] : STARTERS} />
            </div>
            <button type="button" class="jump" id="jump" hidden>
              Xem tiếp ↓
            </button>
            <p class="notice" id="notice" role="alert" hidden />
            <Composer />
          </main>
        </div>
        <noscript>
          <p class="notice">
            Trang trò chuyện cần JavaScript. Anh/chị bật JavaScript trong trình duyệt rồi tải lại trang.
          </p>
        </noscript>
      </body>
    </html>
  );
}

/** Beside the conversation where the screen is wide; left out on a phone, where the first bubble says the same. */
function Intro({ icon }: { readonly icon: string }) {
  return (
    <aside class="intro" aria-label="Giới thiệu">
      <p class="brand">
        <img src={icon} alt="" width="32" height="32" />
        Mỗi xã một sản phẩm
      </p>
      <h2>Hỏi và đăng ký OCOP, như nhắn&nbsp;tin cho người&nbsp;quen</h2>
      <ul>
        <Point title="Trả lời có dẫn nguồn">
          Theo Kế hoạch OCOP 2024 của tỉnh và Quyết định 26/2026, chỉ rõ mục nào nói. Không chắc thì tôi nói là chưa
          biết.
        </Point>
        <Point title="Điền phiếu từng câu một">
          Anh/chị cứ kể bằng lời của mình, gõ không dấu cũng được. Dừng lúc nào, làm tiếp lúc ấy.
        </Point>
        <Point title="Giữ gìn thông tin">Tôi luôn xin phép trước khi ghi lại thông tin của anh/chị.</Point>
      </ul>
    </aside>
  );
}

function Point({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <li>
      <strong>{title}</strong>
      {children}
    </li>
  );
}

function Welcome({ starters }: { readonly starters: readonly { readonly label: string; readonly text: string }[] }) {
  return (
    <div class="entry assistant newest">
      <div class="bubble">
        <span class="sr">Trợ lý: </span>
        <span class="line">Chào anh/chị! Tôi trả lời câu hỏi về OCOP và giúp anh/chị đăng ký sản phẩm.</span>
        <span class="line">Anh/chị nhắn câu hỏi, hoặc bấm một mục dưới đây.</span>
      </div>
      <div class="chips">
        {starters.map(({ label, text }) => (
          <button key={text} type="button" class="chip" data-text={text}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}

function Composer() {
  return (
    <form class="composer" id="composer" autocomplete="off">
      <label class="icon-button" title="Gửi ảnh hoặc giấy tờ">
        <span class="sr">Gửi ảnh hoặc giấy tờ</span>
        <input class="sr" type="file" id="file" accept="image/jpeg,image/png,image/webp,.pdf,.docx,.xlsx" />
        <Icon path="M20 11.5 12.2 19.3a5 5 0 0 1-7-7l8.3-8.4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.3a1.7 1.7 0 0 1-2.4-2.4l7.4-7.3" />
      </label>
      <label class="sr" for="text">
        Nhắn cho trợ lý
      </label>
      <textarea id="text" rows={1} placeholder="Nhắn cho trợ lý…" enterkeyhint="send" />
      <button type="submit" class="icon-button send" title="Gửi">
        <span class="sr">Gửi</span>
        <Icon path="M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4" />
      </button>
    </form>
  );
}

function Icon({ path }: { readonly path: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
