import { readPaper } from '../../registration/papers.ts';
import type { Heard } from '../commands.ts';
import type { Said } from './said.ts';

const REMOVE =
  /^(?:da |vang |cho )?(?:bo|xoa|go|loai)(?: (?:di|cai|tep|file|anh|giay|hinh|so|thu))* (\d{1,2})(?: (?:di|nhe|a|giup|voi))*$/;

/** At the question of papers: what the newest file shows, or which one goes. Null: anything else. */
export function heardOfFiles(said: Said, today: string): Heard[] | null {
  const number = REMOVE.exec(said.plain)?.[1];
  if (number) return [{ type: 'removeFile', number: Number(number) }];
  const paper = readPaper(said.text, today);
  return paper === null ? null : [{ type: 'namePaper', paper }];
}
