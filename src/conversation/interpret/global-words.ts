import {
  compile,
  type GlobalCommand,
  PHRASES,
  residualOf,
  withoutLeadingFillers,
  withoutTrailingFillers,
} from './phrases.ts';
import { formsOf, type Said } from './said.ts';

const COMMANDS = PHRASES.commands.map((one) => ({ ...one, patterns: compile(one.within) }));
const RETURN = compile(PHRASES.return);
const START = compile(PHRASES.startForm);

/**
 * Words that steer from anywhere: a message is a command when it says little else. A long sentence that merely holds
 * "hủy" or "xem lại" is not one, so a story about a product never cancels its form.
 */
export function globalCommand(said: Said, isQuestion: boolean): GlobalCommand | null {
  for (const { command, patterns, residual, notQuestion } of COMMANDS) {
    if (isQuestion && (notQuestion || command === 'cancel' || command === 'restart' || command === 'pause')) continue;
    for (const words of variants(said)) {
      const rest = residualOf(words, patterns);
      if (rest && rest.length <= residual) return command;
    }
  }
  return null;
}

/** "tôi muốn đăng ký sản phẩm", "xin lên 5 sao". */
export function wantsForm(said: Said): boolean {
  return formsOf(said).some((words) => START.some((pattern) => pattern.test(words)));
}

/** Words of somebody who has just come back: "tôi quay lại đây", "hôm nay rảnh rồi". */
export function soundsLikeReturn(said: Said): boolean {
  return formsOf(said).some((words) => RETURN.some((pattern) => pattern.test(words)));
}

function variants(said: Said): string[] {
  const all = new Set<string>();
  for (const words of formsOf(said)) {
    all.add(words);
    all.add(withoutLeadingFillers(words));
    all.add(withoutTrailingFillers(words));
    all.add(withoutTrailingFillers(withoutLeadingFillers(words)));
  }
  return [...all];
}
