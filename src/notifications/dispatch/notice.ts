import type { NoticeBody, NoticeTemplate } from '../types.ts';

const SOMEBODY = 'anh/chị';

/** The words for one recipient: `{name}` is theirs where it is known. */
export function addressTo({ text, buttons, template }: NoticeBody, name: string | null): NoticeBody {
  const put = (words: string) => words.replaceAll('{name}', name ?? SOMEBODY);
  return { text: put(text), buttons, template: template && fill(template, put) };
}

function fill({ purpose, data }: NoticeTemplate, put: (words: string) => string): NoticeTemplate {
  return { purpose, data: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, put(value)])) };
}

/** As the business API of Zalo takes it: `84…`. */
export const internationalPhone = (phone: string): string => phone.replace(/^0/, '84');
