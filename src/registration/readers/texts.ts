import { countCharacters } from '../../language/text.ts';
import { leadingYes, saysYes } from '../answers.ts';
import { cleanText } from '../speech.ts';
import { wordsOf } from '../words.ts';
import { invalid, NONE, type Reader, value } from './reader.ts';

const SHORTEST_DESCRIPTION = 20;
const LONGEST_DESCRIPTION = 2_000;
const LONGEST_STORY = 3_000;

/** What the product is and how it differs: 20–2,000 characters. */
export const readDescription: Reader = (field, _span, text) => {
  const description = cleanText(text);
  const length = countCharacters(description);
  if (!/\p{L}/u.test(description)) return NONE;
  if (length < SHORTEST_DESCRIPTION) {
    return invalid(
      'too-short',
      `Anh/chị kể thêm chút (ít nhất ${SHORTEST_DESCRIPTION} ký tự): làm từ gì, làm thế nào, khác gì nơi khác. Ví dụ: ${field.example}.`,
    );
  }
  if (length > LONGEST_DESCRIPTION) {
    return invalid(
      'too-long',
      `Phần mô tả dài quá ${LONGEST_DESCRIPTION} ký tự (đang có ${length}). Anh/chị rút gọn giúp tôi.`,
    );
  }
  return value(description, text.trim());
};

/** The product's story, up to 3,000 characters. */
export const readStory: Reader = (_field, _span, text) => {
  const story = cleanText(text);
  if (!/\p{L}/u.test(story)) return NONE;
  if (countCharacters(story) > LONGEST_STORY)
    return invalid(
      'too-long',
      `Câu chuyện dài quá ${LONGEST_STORY} ký tự. Anh/chị gửi bản gọn, bản đầy đủ kèm hồ sơ giấy.`,
    );
  if (wordsOf(story).length < 4) return NONE;
  return value(story, text.trim());
};

/** An explicit yes; a no sends the person back to what is wrong. */
export const readDeclaration: Reader = (_field, span, text) => {
  const first = leadingYes(text);
  const refuses = /(?:không|khong|chưa|chua|ko|nỏ) (?:đồng ý|dong y|cam đoan|cam doan|chịu|đúng|dung)/iu.test(text);
  if (first === false || refuses) {
    return invalid(
      'declined',
      'Phiếu chỉ gửi được khi anh/chị cam đoan thông tin đúng. Chỗ nào chưa đúng, gõ "sửa" và số mục để sửa.',
    );
  }
  return first === true || saysYes(text) ? value(true, span.text) : NONE;
};
