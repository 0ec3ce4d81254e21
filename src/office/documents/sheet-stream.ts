import { strToU8, Zip, ZipDeflate } from 'fflate';
import { printable } from '../../language/printable.ts';
import { headHeight, NUMBER_FORMATS, rowHeight, type SheetColumn, type SheetValue } from './sheet.ts';

/** A sheet that grows row by row; what it gives goes to the file in that order, so it is never whole in memory. */
export interface SheetStream<Item> {
  /** Bytes that are ready; often none, as they are packed together. */
  add(items: readonly Item[]): Uint8Array;
  /** The rest. */
  end(): Uint8Array;
}

/** The oldest date that a ZIP holds: the same rows always give the same bytes. */
const MODIFIED = new Date(1980, 0, 1);
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** Places in `cellXfs` of the styles below. */
const STYLE = { head: 1, text: 2, date: 3, number: 4 } as const;

/**
 * An XLSX file of one sheet with the look of `writeSheet`: the row of heads stays in sight, a text is a text whatever it
 * begins with. @param name At most 31 characters, none of \ / * ? : [ ].
 */
export function startSheet<Item>(name: string, columns: readonly SheetColumn<Item>[]): SheetStream<Item> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const open = (path: string) => {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = MODIFIED;
    zip.add(entry);
    return entry;
  };
  const take = () => {
    const bytes = Buffer.concat(ready);
    ready = [];
    return bytes;
  };
  for (const [path, content] of Object.entries(fixedParts(name))) {
    open(path).push(strToU8(`${HEADER}${content}`), true);
  }
  const sheet = open('xl/worksheets/sheet1.xml');
  sheet.push(strToU8(`${HEADER}${beginning(columns)}`));

  let count = 0;
  return {
    add(items) {
      const rows = items.map((item) => {
        count += 1;
        return rowXml(columns, item, count);
      });
      sheet.push(strToU8(rows.join('')));
      return take();
    },
    end() {
      sheet.push(strToU8(`</sheetData>${PAGE}</worksheet>`), true);
      zip.end();
      return take();
    },
  };
}

const PAGE =
  '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape"/>';

function beginning<Item>(columns: readonly SheetColumn<Item>[]): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const heads = columns.map(({ head }, at) => textCell(`${letters(at)}1`, STYLE.head, head));
  return (
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>` +
    `<row r="1" ht="${headHeight(columns)}" customHeight="1">${heads.join('')}</row>`
  );
}

/** @param number From 1, below the heads. */
function rowXml<Item>(columns: readonly SheetColumn<Item>[], item: Item, number: number): string {
  const row = number + 1;
  const values = columns.map((column) => column.value(item, number - 1));
  const cells = values.map((value, at) => cellXml(`${letters(at)}${row}`, value));
  return `<row r="${row}" ht="${rowHeight(columns, values)}" customHeight="1">${cells.join('')}</row>`;
}

function cellXml(at: string, value: SheetValue): string {
  if (value === null) return `<c r="${at}" s="${STYLE.text}"/>`;
  if ('text' in value) return textCell(at, STYLE.text, value.text);
  if ('date' in value) return `<c r="${at}" s="${STYLE.date}"><v>${dayNumber(value.date)}</v></c>`;
  const style = STYLE.number + NUMBER_FORMATS.indexOf(value.format ?? '#,##0');
  return `<c r="${at}" s="${style}"><v>${value.number}</v></c>`;
}

function textCell(at: string, style: number, text: string): string {
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(printable(text))}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** `_x0041_` would be read as the letter A: its own underscore is told that way. */
function escaped(text: string): string {
  return text.replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_').replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Days since the turn of the year 1900 as spreadsheets count them. @param date ISO. */
const dayNumber = (date: string) => (Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000;

/** 0 → A, 26 → AA. */
function letters(at: number): string {
  const rest = Math.floor(at / 26) - 1;
  return `${rest < 0 ? '' : letters(rest)}${String.fromCharCode(65 + (at % 26))}`;
}

const quoted = (text: string) => escaped(text).replaceAll('"', '&quot;');

function fixedParts(name: string): Readonly<Record<string, string>> {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return {
    '[Content_Types].xml':
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${quoted(printable(name))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles(),
  };
}

/** Numbers below 164 are the program's own; 49 is "text". */
const FIRST_FORMAT = 164;
const TEXT_FORMAT = 49;

function styles(): string {
  const side = (name: string) => `<${name} style="thin"><color rgb="FF808080"/></${name}>`;
  const border = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`;
  const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Times New Roman"/><family val="1"/></font>`;
  const xf = (format: number, extra: string, align: string) =>
    `<xf numFmtId="${format}" borderId="1" xfId="0" applyNumberFormat="1" applyBorder="1" applyAlignment="1" ${extra}><alignment ${align}/></xf>`;
  const body = 'fontId="0" fillId="0"';
  const all = ['dd/mm/yyyy', ...NUMBER_FORMATS];
  return (
    `<styleSheet xmlns="${MAIN}"><numFmts count="${all.length}">${all
      .map((code, at) => `<numFmt numFmtId="${FIRST_FORMAT + at}" formatCode="${quoted(code)}"/>`)
      .join('')}</numFmts>` +
    `<fonts count="2">${font('')}${font('<b/>')}</fonts>` +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7EFE9"/></patternFill></fill></fills>' +
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${border}</borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${STYLE.number + NUMBER_FORMATS.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
    xf(0, 'fontId="1" fillId="2" applyFont="1" applyFill="1"', 'horizontal="center" vertical="center" wrapText="1"') +
    xf(TEXT_FORMAT, body, 'vertical="top" wrapText="1"') +
    xf(FIRST_FORMAT, body, 'horizontal="center" vertical="top"') +
    NUMBER_FORMATS.map((_, at) => xf(FIRST_FORMAT + 1 + at, body, 'vertical="top"')).join('') +
    '</cellXfs></styleSheet>'
  );
}
