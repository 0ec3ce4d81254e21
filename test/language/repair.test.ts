import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/language/fold.ts';
import { repair } from '../../src/language/repair.ts';
import { CORRECT_SENTENCES } from './correct-sentences.ts';
import { typeTelex, typeVni } from './telex-typist.ts';

const sentence = fc.constantFrom(...CORRECT_SENTENCES);

describe('repair', () => {
  it.each(CORRECT_SENTENCES)('leaves correct Vietnamese as it is: %s', (text) => {
    expect(repair(text)).toBe(text);
  });

  it.each(CORRECT_SENTENCES)(
    'leaves unmarked Vietnamese as it is, up to dialect that only marks would tell: %s',
    (text) => {
      expect(repair(fold(text)).toLowerCase()).toBe(fold(text));
    },
  );

  it.each(CORRECT_SENTENCES)('reads telex keys back: %s', (text) => {
    expect(fold(repair(typeTelex(text)))).toBe(fold(text));
  });

  it.each(CORRECT_SENTENCES)('reads VNI keys back: %s', (text) => {
    expect(fold(repair(typeVni(text)))).toBe(fold(text));
  });

  it('reads a sentence with telex left in some of its words', () => {
    fc.assert(
      fc.property(sentence, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (text, left) => {
        let at = 0;
        const typed = text.replace(/\p{L}+/gu, (word) => (left[at++ % left.length] ? typeTelex(word) : word));
        expect(fold(repair(typed))).toBe(fold(text));
      }),
    );
  });

  it('reads words with a tone key pressed beside the composed mark, or a letter doubled', () => {
    for (const [typed, meant] of [
      ['huyênj', 'huyện'],
      ['tỉnhr', 'tỉnh'],
      ['lưạ chọnn', 'lựa chọn'],
      ['trunng tamm', 'trung tam'],
      ['nhann hieeuj', 'nhan hiệu'],
      ['hop tasc xax', 'hop tác xã'],
      ['quyeets đinhj', 'quyết định'],
      ['dungf nhanx', 'dùng nhãn'],
      ['diemr', 'diem'],
      ['so6 gia1y', 'sô giáy'],
      ['quáaaa', 'quá'],
    ] as const) {
      expect(repair(typed)).toBe(meant);
    }
  });

  it('keeps what is not Vietnamese: addresses, codes, foreign words', () => {
    for (const text of [
      'htx.mattam@gmail.com',
      '26B8017426',
      'ISO 22000',
      'app',
      'web',
      'test',
      'box',
      'https://a.vn/x?s=tasc',
      'QL217',
      '350tr',
      '60kg',
      'is of as',
    ]) {
      expect(repair(text)).toBe(text);
    }
  });

  it.each([
    ['sp 4* thì ai ký qđ v', 'sản phẩm 4 sao thì ai ký quyết định vậy'],
    ['được 4saoo rồi', 'được 4 sao rồi'],
    ['xưởng có 31ng', 'xưởng có 31 người'],
    ['nộp hs t4/2026 đc k', 'nộp hồ sơ tháng 4/2026 được không'],
    ['htx mình dc mấy đ', 'hợp tác xã mình được mấy điểm'],
    ['làm ntn v ạ', 'làm như thế nào vậy ạ'],
    ['mất bn tiền', 'mất bao nhiêu tiền'],
    ['bn ơi cho hỏi', 'bạn ơi cho hỏi'],
    ['mấy h họp', 'mấy giờ họp'],
    ['vpdp tỉnh ở đâu', 'Văn phòng Điều phối tỉnh ở đâu'],
    ['đủ đk chưa', 'đủ điều kiện chưa'],
    ['e muốn đk ocop', 'em muốn đăng ký ocop'],
    ['phường mình có r', 'phường mình có rồi'],
    ['vitamin e', 'vitamin e'],
  ])('writes chat shorthand out: %s', (typed, meant) => {
    expect(repair(typed)).toBe(meant);
  });

  it.each([
    ['nộp ở mô rứa', 'nộp ở đâu vậy'],
    ['sở mô lo việc ni', 'sở nào lo việc này'],
    ['mần răng để được 3 sao', 'làm sao để được 3 sao'],
    ['ocop là cấy chi rứa cháu', 'ocop là cái gì vậy cháu'],
    ['nỏ có giấy chi cả', 'không có giấy gì cả'],
    ['bầy choa nuôi vịt', 'chúng tôi nuôi vịt'],
    ['khi mô thì chấm', 'khi nào thì chấm'],
    ['một năm mấy bận', 'một năm mấy lần'],
    ['hàng tui vô siêu thị', 'hàng tôi vào siêu thị'],
    ['bên tê có hội chợ không hè', 'bên kia có hội chợ không nhỉ'],
    ['nop o mo rua', 'nop ở đâu vậy'],
    ['o huyen mo hinh nao', 'o huyen mo hinh nao'],
    ['lac rang', 'lac rang'],
    ['con rua bien', 'con rua bien'],
  ])('writes dialect out in standard words: %s', (typed, meant) => {
    expect(repair(typed)).toBe(meant);
  });

  it('changes nothing more when run on its own result', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'ko',
            'sp',
            'htx',
            'mô',
            'rứa',
            'chi',
            'tasc',
            '4*',
            'giấy',
            'nộp',
            'ở',
            'đk',
            'ntn',
            'e',
            'xã',
            '3',
            'tui',
          ),
          { maxLength: 8 },
        ),
        (words) => {
          const once = repair(`Tôi hỏi ${words.join(' ')}`);
          expect(repair(once)).toBe(once);
        },
      ),
    );
  });
});
