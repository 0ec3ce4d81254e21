import type { PrismaClient } from '../../platform/database/generated/client.ts';
import type { VectorCache } from '../meaning.ts';

/** Hashes asked for at once; PostgreSQL takes 65,535 parameters. */
const CHUNK = 5_000;

/** Vectors of one embedding model in the database: a restart, or another process, embeds no text again. */
export function createVectorCache(client: Pick<PrismaClient, 'textVector'>, model: string): VectorCache {
  return {
    async read(hashes) {
      const found = new Map<string, Float32Array>();
      for (let from = 0; from < hashes.length; from += CHUNK) {
        const rows = await client.textVector.findMany({
          where: { model, hash: { in: hashes.slice(from, from + CHUNK) } },
          select: { hash: true, vector: true },
        });
        for (const { hash, vector } of rows) found.set(hash, fromBytes(vector));
      }
      return found;
    },
    async save(vectors) {
      const data = [...vectors].map(([hash, vector]) => ({ model, hash, vector: toBytes(vector) }));
      await client.textVector.createMany({ data, skipDuplicates: true });
    },
  };
}

function toBytes(vector: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(vector.length * Float32Array.BYTES_PER_ELEMENT));
  for (const [at, value] of vector.entries()) view.setFloat32(at * Float32Array.BYTES_PER_ELEMENT, value, true);
  return new Uint8Array(view.buffer);
}

function fromBytes(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.byteLength / Float32Array.BYTES_PER_ELEMENT }, (_, at) =>
    view.getFloat32(at * Float32Array.BYTES_PER_ELEMENT, true),
  );
}
