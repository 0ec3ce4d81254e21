import type { Heard } from '../commands.ts';
import type { Said } from './said.ts';
import { readYesNo } from './yes-no.ts';

const SURE =
  /^(?:(?:da|vang|co|u|uh|ok|dung|dong y|chac chan) )*(?:hay )?xoa(?: (?:het|tat ca|di|sach|toan bo|du lieu|thong tin|ca nhan|cua (?:toi|em|minh)|nhe|a|giup|luon))*$/;
const NO = /\b(?:khong|ko|thoi|dung|huy|chua|de sau|giu)\b/;

/** The answer to "really erase everything?". Only plain words are a yes, any sign of a no is a no; null: something else. */
export function hearErasure(said: Said): Heard[] | null {
  const answer = readYesNo(said.text);
  if (SURE.test(said.plain) || (answer?.yes && answer.rest === '')) return [{ type: 'confirm', yes: true }];
  if (answer?.yes === false || NO.test(said.plain)) return [{ type: 'confirm', yes: false }];
  return null;
}
