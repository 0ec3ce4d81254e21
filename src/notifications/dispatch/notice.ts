import type { NoticeBody, NoticeTemplate } from '../types.ts';

const SOMEBODY = 'anh/chị';
/** What Zalo takes for a name in a template (docs.zaloplatforms.com, ZBS, parameter types). */
export const TEMPLATE_NAME = 30;

/** The words for one recipient: `{name}` is theirs where it is known. A template has room for so much of it. */
export function addressTo({ text, buttons, template }: NoticeBody, name: string | null): NoticeBody {
  const put = (words: string, shown: string) => words.replaceAll('{name}', shown);
  const whole = name ?? SOMEBODY;
  return { text: put(text, whole), buttons, template: template && fill(template, (words) => put(words, cut(whole))) };
}

/** Between words: "Hợp tác xã nông nghiệp Quảng…" */
function cut(name: string): string {
  const letters = [...name.normalize('NFC')];
  if (letters.length <= TEMPLATE_NAME) return name;
  const room = letters.slice(0, TEMPLATE_NAME - 1).join('');
  const space = room.lastIndexOf(' ');
  return `${(space > room.length / 2 ? room.slice(0, space) : room).trimEnd()}…`;
}

function fill({ purpose, data }: NoticeTemplate, put: (words: string) => string): NoticeTemplate {
  return { purpose, data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, put(value)])) };
}

/** As the business API of Zalo takes it: `84…`. */
export const internationalPhone = (phone: string): string => phone.replace(/^0/, '84');
