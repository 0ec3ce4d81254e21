import { Prisma } from '../../../platform/database/generated/client.ts';
import { AppError } from '../../../platform/errors.ts';
import { inScope, type Officer } from '../../roles.ts';

/** What figures are asked of. */
export interface FiguresQuery {
  readonly year: number;
  /** Code of a commune; left out: all that the officer sees. */
  readonly unit?: string | undefined;
}

/** The year in Viet Nam as instants, and the communes; null: all. */
export interface Period {
  readonly year: number;
  readonly from: Date;
  readonly to: Date;
  readonly units: readonly string[] | null;
}

/** @throws AppError `not-in-scope`. */
export function periodOf({ scope }: Pick<Officer, 'scope'>, { year, unit }: FiguresQuery): Period {
  if (unit !== undefined && !inScope(scope, unit)) throw new AppError('not-in-scope', `unit ${unit}`);
  return {
    year,
    from: new Date(`${year}-01-01T00:00:00+07:00`),
    to: new Date(`${year + 1}-01-01T00:00:00+07:00`),
    units: unit !== undefined ? [unit] : scope === 'province' ? null : scope,
  };
}

/** A condition on a column that holds the code of a commune. */
export function inUnits({ units }: Period, column: Prisma.Sql): Prisma.Sql {
  return units === null ? Prisma.sql`TRUE` : Prisma.sql`${column} = ANY(${[...units]})`;
}

/** "07" of an instant's month in Viet Nam. */
export function monthOf(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${column} AT TIME ZONE 'Asia/Ho_Chi_Minh', 'MM')`;
}
