import { createHash } from 'node:crypto';
import { csrfToken } from '../../src/console/csrf.ts';
import type { Browser, OfficeService } from '../office/office-service.ts';

export interface Page {
  readonly status: number;
  readonly html: string;
  /** Text as it is read: without tags, with single spaces. */
  readonly text: string;
  readonly location: string | null;
  readonly headers: Record<string, unknown>;
}

/** What a form sends: the fields, and perhaps one file. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  /** Sends a form as a browser does, with the token that the visitor's pages carry. */
  post(path: string, fields?: Fields, file?: SentFile): Promise<Page>;
}

/** Somebody who is signed in, on the console's pages: real requests, no browser. */
export function visitorOf(
  { server, parts }: Pick<OfficeService, 'server' | 'parts'>,
  browser: Pick<Browser, 'cookie'>,
): Visitor {
  const common = () => ({
    host: 'office.example',
    'sec-fetch-site': 'same-origin',
    origin: 'http://office.example',
    ...(browser.cookie ? { cookie: browser.cookie } : {}),
  });
  // Limits per address are met where a test means to meet them, so each request has one of its own.
  let asked = 0;
  const remoteAddress = () => {
    asked += 1;
    return `10.3.${(asked >> 8) & 255}.${asked & 255}`;
  };
  async function get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    const url = `/console${path}`;
    const all = { ...common(), ...headers };
    return pageOf(await server.inject({ method: 'GET', url, remoteAddress: remoteAddress(), headers: all }));
  }
  function token(): string {
    if (!browser.cookie) return '';
    const tokenHash = createHash('sha256')
      .update(browser.cookie.split('=')[1] ?? '')
      .digest('hex');
    return csrfToken(parts.crypto, { tokenHash });
  }
  return {
    get,
    async post(path, fields = {}, file) {
      const form = file ? new FormData() : new URLSearchParams();
      form.append('_csrf', token());
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
      if (file && form instanceof FormData) form.append(file.field, new Blob([new Uint8Array(file.bytes)]), file.name);
      const sent = new Response(form);
      return pageOf(
        await server.inject({
          method: 'POST',
          url: `/console${path}`,
          remoteAddress: remoteAddress(),
          headers: { ...common(), 'content-type': sent.headers.get('content-type') ?? '' },
          payload: Buffer.from(await sent.arrayBuffer()),
        }),
      );
    },
  };
}

function pageOf(response: Awaited<ReturnType<OfficeService['server']['inject']>>): Page {
  const html = response.body;
  return {
    status: response.statusCode,
    html,
    text: html
      .replace(/<[^>]+>/g, ' ')
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' '),
    location: (response.headers.location as string | undefined) ?? null,
    headers: response.headers,
  };
}
