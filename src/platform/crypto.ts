import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from './errors.ts';

/**
 * What is sealed: inbox and outbox bodies, kept messages. `version (1 byte) · nonce (12) · tag (16) · ciphertext`,
 * AES-256-GCM, bound to `context` (e.g. the row's key) so that a value cannot be moved to another row.
 */
export interface Crypto {
  seal(text: string, context: string): Uint8Array<ArrayBuffer>;
  /** @throws AppError `seal-broken`. */
  open(sealed: Uint8Array, context: string): string;
  /** The same for the bytes of a file, as a whole: files are limited to some MB. */
  sealBytes(bytes: Uint8Array, context: string): Uint8Array<ArrayBuffer>;
  /** @throws AppError `seal-broken`. */
  openBytes(sealed: Uint8Array, context: string): Buffer;
  /** Names a conversation in jobs, leases and logs without naming the person: a keyed hash, 32 hex digits. */
  conversationKey(channel: string, externalId: string): string;
  /** Tells the same network address again without telling which it is: a keyed hash, 16 hex digits. */
  sourceKey(address: string): string;
  /** Unguessable without the key, and the same in every process that has it. One purpose, one token. */
  token(purpose: string): string;
}

const VERSION = 1;

export function createCrypto(secret: Uint8Array | string): Crypto {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, '', `ocop-assistant ${purpose}`, 32));
  const sealing = derive('seal');
  const naming = derive('conversation');
  const sources = derive('source');
  function sealBytes(bytes: Uint8Array, context: string): Uint8Array<ArrayBuffer> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]));
  }

  function openBytes(sealed: Uint8Array, context: string): Buffer {
    try {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION) throw new Error(`unknown version ${bytes[0]}`);
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(1, 13), { authTagLength: 16 })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(13, 29));
      return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]);
    } catch (cause) {
      throw new AppError('seal-broken', `Sealed value of ${sealed.length} bytes.`, { cause });
    }
  }

  return {
    sealBytes,
    openBytes,
    seal: (text, context) => sealBytes(Buffer.from(text), context),
    open: (sealed, context) => openBytes(sealed, context).toString('utf8'),
    token: (purpose) => derive(`token ${purpose}`).toString('base64url'),
    sourceKey: (address) => createHmac('sha256', sources).update(address).digest('hex').slice(0, 16),
    conversationKey: (channel, externalId) =>
      createHmac('sha256', naming).update(`${channel}\0${externalId}`).digest('hex').slice(0, 32),
  };
}

/** SECRET_KEY when set; else `DATA_DIR/secret.key` (mode 600), made at the first start. */
export async function openCrypto(config: { secretKey: string | null; dataDir: string }): Promise<Crypto> {
  return createCrypto(config.secretKey ?? (await keyFile(config.dataDir)));
}

async function keyFile(dataDir: string): Promise<Uint8Array> {
  const file = path.join(dataDir, 'secret.key');
  const draft = `${file}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    const existing = await read(file);
    if (existing) return existing;
    await mkdir(dataDir, { recursive: true });
    await writeFile(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    // Linking fails when the file exists: of two first starts at once one key wins, and no key is ever half written.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await unlink(draft);
    const made = await read(file);
    if (made) return made;
    throw new Error('vanished');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('key-unusable', `${file}: ${(cause as Error).message}`, { cause });
  }
}

async function read(file: string): Promise<Uint8Array | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) throw new AppError('key-unusable', `${file} holds ${key.length} bytes instead of 32.`);
  return key;
}
