import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 180, g: 120, b: 60 } } });

/** A photo as a phone takes it: turned by a note in its EXIF, with the place where it was taken. */
export function phonePhoto(): Promise<Buffer> {
  return plain(60, 40)
    .withExif({
      IFD0: { Make: 'DienThoaiMau', Artist: 'Le Thi Hoa' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '19/1 48/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '105/1 46/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

export const png = () => plain(50, 50).png().toBuffer();
export const webp = () => plain(50, 50).webp().toBuffer();

export const pdf = (words = 'Giay chung nhan') =>
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${words}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

export function zip(files: Record<string, string>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}

export const docx = (extra: Record<string, string> = {}) =>
  zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>', ...extra });

export const xlsx = () => zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' });
