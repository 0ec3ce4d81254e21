import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Officer } from '../office/roles.ts';
import type { ConsoleAssets } from './assets.ts';
import type { Notice } from './notices.ts';

/** Why an action was not done, with what was typed, so that nothing is lost. */
export interface Problem {
  /** Address that the form was sent to: only that form shows it. */
  readonly action: string;
  readonly text: string;
  /** Field name → Vietnamese sentence. */
  readonly fields: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, unknown>>;
}

/** What every part of a page may know of the request that it is drawn for. */
export interface View {
  readonly assets: ConsoleAssets;
  readonly officer: Officer | null;
  readonly csrf: string | null;
  /** Of the page in hand, without query. */
  readonly path: string;
  readonly problem: Problem | null;
  readonly notice: Notice | null;
  /** Only the own account is open: the given password must be changed, or the second factor is due. */
  readonly restricted: boolean;
}

export const ViewContext = createContext<View | null>(null);

export function useView(): View {
  const view = useContext(ViewContext);
  if (view === null) throw new Error('drawn outside a page');
  return view;
}
