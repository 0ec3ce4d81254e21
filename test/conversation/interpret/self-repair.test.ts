import { describe, expect, it } from 'vitest';
import { correctedSelf } from '../../../src/conversation/interpret/self-repair.ts';

describe('correctedSelf', () => {
  it.each([
    ['90 nghìn chiếc à không 12 tấn', '12 tấn'],
    ['Lê Thị Hoa à nhầm Lê Thị Hòa', 'Lê Thị Hòa'],
    ['4* được không? à thôi 3 sao', '3 sao'],
    ['0912 334 550, ấy nhầm, 0912 334 551', '0912 334 551'],
    ['5 tan a khong 6 tan', '6 tan'],
  ])('"%s" means "%s"', (text, meant) => {
    expect(correctedSelf(text)).toBe(meant);
  });

  it.each([
    'à nhầm, sản lượng là 8000 hộp',
    'dạ không ạ',
    'em không có ạ không cần đâu',
    'vịt thả suối, không nuôi cám',
    'à thôi để sau',
  ])('"%s" takes nothing back', (text) => {
    expect(correctedSelf(text)).toBeNull();
  });
});
