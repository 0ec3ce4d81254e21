import { z } from 'zod';
import type { Hours } from '../../notifications/policy/types.ts';
import type { PrismaClient } from '../../platform/database/generated/client.ts';

/** Who answers for the personal data, as the consent message names them. */
export const controllerSchema = z.strictObject({ name: z.string().min(1), contact: z.string().min(1) });
export type Controller = z.output<typeof controllerSchema>;

const minute = z
  .int()
  .min(0)
  .max(24 * 60);

/** What an office may set in the console, by its name in the database. */
const SCHEMAS = {
  controller: controllerSchema,
  quiet: z.strictObject({ from: minute, to: minute }),
} as const;
export type SettingName = keyof typeof SCHEMAS;

export interface OfficeSettings {
  /** Null: nobody is named. */
  readonly controller: Controller | null;
  /** No notice is sent in these. */
  readonly quiet: Hours;
}

export interface LiveSettings {
  /** As the office says, else as whoever runs the program does. */
  readonly current: () => OfficeSettings;
  /** As whoever runs the program says. */
  readonly defaults: OfficeSettings;
  /** Reads again what the office says. */
  refresh(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 30_000;

/** What an office changes holds within half a minute in every process. */
export async function openLiveSettings(
  client: Pick<PrismaClient, 'officeSetting'>,
  defaults: OfficeSettings,
  log: { error(fields: object, message: string): void },
): Promise<LiveSettings> {
  const read = async () => ({ ...defaults, ...(await readSettings(client, log)) });
  let settings = await read();
  const refresh = async () => {
    settings = await read();
  };
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => log.error({ err: error }, 'settings not read again'));
  }, EVERY_MS);
  timer.unref();
  return { current: () => settings, defaults, refresh, stop: () => clearInterval(timer) };
}

/** A row that this release cannot read is as if it were not there. */
async function readSettings(
  client: Pick<PrismaClient, 'officeSetting'>,
  log: { error(fields: object, message: string): void },
): Promise<Partial<OfficeSettings>> {
  const rows = await client.officeSetting.findMany();
  return Object.fromEntries(
    rows.flatMap(({ name, value }) => {
      const read = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name as SettingName].safeParse(value) : null;
      if (!read?.success) log.error({ name }, 'a setting of the office cannot be read');
      return read?.success ? [[name, read.data]] : [];
    }),
  );
}
