import type { FetchedFile } from '../types.ts';

/** Where Zalo keeps what people send. Anything else in an event is not fetched: we would be somebody's errand boy. */
const HOSTS = /(^|\.)(zdn\.vn|zadn\.vn)$/;
const TIMEOUT_MS = 20_000;

export interface FileFetcher {
  readonly fetch: typeof fetch;
  /** An origin beside Zalo's own, for a Zalo that runs on this machine. */
  readonly alsoFrom: string | null;
}

/** @throws when the network fails; the same file may be asked for again. */
export async function fetchFile(
  { fetch, alsoFrom }: FileFetcher,
  ref: string,
  mostBytes: number,
): Promise<FetchedFile> {
  const url = URL.canParse(ref) ? new URL(ref) : null;
  if (!url || !(url.origin === alsoFrom || (url.protocol === 'https:' && HOSTS.test(url.hostname)))) {
    return { kind: 'gone' };
  }
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status >= 500) throw new Error(`HTTP ${response.status} from Zalo's files`);
  if (!response.ok || !response.body) return { kind: 'gone' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop cancels the download.
    if (size > mostBytes) return { kind: 'too-large' };
    chunks.push(chunk);
  }
  return { kind: 'fetched', bytes: Buffer.concat(chunks) };
}
