import { type FileKind, type FileRefusal, LIMITS } from '../registration/attachments.ts';
import { checkOfficeFile } from './check-office-file.ts';
import { redrawPicture } from './redraw-picture.ts';
import { sniffKind } from './sniff-kind.ts';

export type Inspected =
  /** `bytes` are what may be kept: of a picture not those that came. */
  | { readonly kind: 'fine'; readonly file: FileKind; readonly bytes: Buffer }
  | { readonly kind: 'refused'; readonly why: FileRefusal };

/** Decides by the bytes alone whether a file is taken, and as what. Names and declared types are not looked at. */
export async function inspectFile(bytes: Buffer): Promise<Inspected> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > LIMITS.fileBytes) return refused('too-large');
  const sniffed = sniffKind(bytes);
  switch (sniffed) {
    case null:
      return refused('kind');
    case 'heic':
      return refused('heic');
    case 'pdf':
      return isWholePdf(bytes) ? { kind: 'fine', file: 'pdf', bytes } : refused('broken');
    case 'zip': {
      const office = checkOfficeFile(bytes);
      return office.kind === 'refused' ? office : { kind: 'fine', file: office.kind, bytes };
    }
    case 'jpeg':
    case 'png':
    case 'webp': {
      const drawn = await redrawPicture(bytes, sniffed);
      return drawn ? { kind: 'fine', file: sniffed, bytes: drawn } : refused('broken');
    }
    default:
      return sniffed satisfies never;
  }
}

function refused(why: FileRefusal): Inspected {
  return { kind: 'refused', why };
}

/** Bytes that scanners and mail programs leave behind the end of a PDF. */
const TRAILING = 1_024;
/** Where programs look for the directory of an archive. */
const ARCHIVE_TAIL = 66_000;

/** Ends where it says it ends, and is not an archive at the same time. */
function isWholePdf(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf('%%EOF');
  return end >= 0 && bytes.length - end <= TRAILING && !bytes.subarray(-ARCHIVE_TAIL).includes('PK\x05\x06');
}
