import { text } from '../texts.ts';
import { progressShown } from './present.ts';
import type { Work } from './work.ts';

/** "Dữ liệu của tôi" and "xóa dữ liệu" (Luật 91/2025/QH15: to know, to view, to have deleted). */
export function dataRight(work: Work, right: 'view' | 'erase'): void {
  switch (right) {
    case 'view':
      if (work.state.consent !== 'given' || !work.draft) work.note(text('dataNone'));
      else work.note(text('dataView', { what: kept(work), controller: work.turn.controller }));
      break;
    case 'erase':
      work.emit({ type: 'handoffRequested', reason: 'erase' });
      work.note(text('dataErase'));
      break;
    default:
      right satisfies never;
  }
  if (work.state.asking === null) work.ending = { kind: 'ask', asking: 'menu', instead: '' };
}

function kept(work: Work): string {
  const form = work.filling
    ? `phiếu đang khai (${progressShown(work)})`
    : `phiếu ${work.draft?.reference ?? 'đã dừng'}`;
  return `${form} và nội dung trò chuyện`;
}
