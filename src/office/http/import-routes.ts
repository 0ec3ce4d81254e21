import { z } from 'zod';
import type { Officer } from '../roles.ts';
import type { MadeFile } from '../services/documents.ts';
import { importMembers, memberTemplate, previewMembers, reportMembers } from '../services/imports/import-members.ts';
import { importResults, previewResults, reportResults, resultTemplate } from '../services/imports/import-results.ts';
import type { ImportPreview } from '../services/imports/read-import.ts';
import type { Office } from '../services/office.ts';
import { officerIn, sendFile } from './answers.ts';
import type { OfficeHttp } from './parts.ts';
import { type Access, type Route, route } from './route.ts';
import { none, nothing, workbook } from './schemas.ts';

const ofPreview = z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) });

interface Import {
  readonly path: string;
  readonly access: Access;
  readonly template: (officer: Officer) => Promise<MadeFile>;
  readonly preview: (office: Office, officer: Officer, bytes: Buffer) => Promise<ImportPreview>;
  readonly report: (office: Office, officer: Officer, bytes: Buffer) => Promise<MadeFile>;
  readonly write: (
    office: Office,
    officer: Officer,
    list: { readonly bytes: Buffer; readonly digest: string },
  ) => Promise<ImportPreview['counts']>;
}

/** Lists as XLSX: looked at first, then written as a whole. */
export function importRoutes({ office }: OfficeHttp): Route[] {
  const members: Import = {
    path: '/members',
    access: 'member.import',
    template: memberTemplate,
    preview: previewMembers,
    report: reportMembers,
    write: importMembers,
  };
  const results: Import = {
    path: '/results',
    access: 'result.enter',
    template: resultTemplate,
    preview: previewResults,
    report: reportResults,
    write: importResults,
  };
  return [...routesOf(office, members), ...routesOf(office, results)];
}

function routesOf(office: Office, { path, access, template, preview, report, write }: Import): Route[] {
  const list = { access, params: none, body: workbook, workbook: true } as const;
  return [
    route({
      method: 'GET',
      path: `${path}/template`,
      access,
      params: none,
      query: none,
      body: nothing,
      handle: async (call) => sendFile(call.reply, await template(officerIn(call))),
    }),
    route({
      ...list,
      method: 'POST',
      path: `${path}/import/preview`,
      query: none,
      handle: (call) => preview(office, officerIn(call), call.body),
    }),
    route({
      ...list,
      method: 'POST',
      path: `${path}/import/report`,
      query: none,
      handle: async (call) => sendFile(call.reply, await report(office, officerIn(call), call.body)),
    }),
    route({
      ...list,
      method: 'POST',
      path: `${path}/import`,
      query: ofPreview,
      handle: (call) => write(office, officerIn(call), { bytes: call.body, ...call.query }),
    }),
  ];
}
