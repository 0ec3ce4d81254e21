import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEmails } from '../../src/language/emails.ts';
import { fold } from '../../src/language/fold.ts';
import { findPhones } from '../../src/language/phones.ts';

const phones = (text: string): (string | undefined)[] => findPhones(text).map((span) => span.phone ?? span.problem);
const WORDS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];

describe('findPhones', () => {
  it.each<[string, string[]]>([
    ['0972 604 318', ['0972604318']],
    ['0986-127-540', ['0986127540']],
    ['+84 972.604.318', ['0972604318']],
    ['84972604318', ['0972604318']],
    ['(0237) 3.721.150', ['02373721150']],
    ['02373721150', ['02373721150']],
    ['098 765', ['length']],
    ['0126 748 193 nhé', ['prefix']],
    ['không chín tám bốn hai năm ba sáu một bảy', ['0984253617']],
    ['không bảy sáu ba hai chín bốn năm không tám nhé em', ['0763294508']],
    ['khong chin tam bon hai nam ba sau mot bay', ['0984253617']],
    ['số máy tôi 0326 748 193', ['0326748193']],
    ['0912345678nhé', ['0912345678']],
    ['không chín tám tư, hai năm ba sáu, mười bảy', ['0984253617']],
    ['0972604318, 0986127540', ['0972604318', '0986127540']],
    ['o chin tam bay sau nam bon ba hai mot', ['0987654321']],
    ['số máy ô chín tám bảy sáu năm bốn ba hai một', ['0987654321']],
    ['không chín một hai ba', []],
    ['03.02.2020', []],
    ['13/12/2019', []],
    ['2809487574', []],
    ['038090001234', []],
    ['1.200 cây', []],
    ['không có', []],
    ['26B8017426', []],
  ])('%s', (text, expected) => {
    expect(phones(text)).toEqual(expected);
  });

  it('reads back every number in every form', () => {
    const mobile = fc
      .tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{8}$/))
      .map(([head, rest]) => `0${head}${rest}`);
    fc.assert(
      fc.property(mobile, (phone) => {
        const spoken = [...phone].map((digit) => WORDS[Number(digit)]).join(' ');
        const texts = [
          phone,
          `${phone.slice(0, 4)} ${phone.slice(4, 7)} ${phone.slice(7)}`,
          `${phone.slice(0, 4)}.${phone.slice(4, 7)}.${phone.slice(7)}`,
          `${phone.slice(0, 3)}-${phone.slice(3, 6)}-${phone.slice(6)}`,
          `+84${phone.slice(1)}`,
          `+84 ${phone.slice(1)}`,
          spoken,
          fold(spoken),
        ];
        for (const text of texts) expect([text, phones(text)]).toEqual([text, [phone]]);
        expect(phones(`số tôi là ${spoken} nhé`)).toEqual([phone]);
      }),
    );
  });
});

describe('findEmails', () => {
  it.each<[string, string[]]>([
    ['htx.mattam@gmail.com', ['htx.mattam@gmail.com']],
    ['mail tôi là CtyMien@Gmail.com.', ['ctymien@gmail.com']],
    ['ab_c-1@x.com.vn nhé', ['ab_c-1@x.com.vn']],
    ['htxbansen @gmail.com', ['htxbansen@gmail.com']],
    ['htxbansen a còng gmail chấm com', ['htxbansen@gmail.com']],
    ['miendong.com', []],
    ['không có', []],
    ['a@b', []],
  ])('%s', (text, expected) => {
    expect(findEmails(text).map((span) => span.email)).toEqual(expected);
  });
});
