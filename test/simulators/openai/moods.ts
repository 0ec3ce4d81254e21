import { fold } from '../../../src/language/fold.ts';
import { type Asked, readCall } from './asked.ts';
import { INVENTED } from './invented.ts';
import type { ChatCall, ModelBehaviour } from './server.ts';

export const MOODS = ['helpful', 'obeying', 'hostile'] as const;
export type Mood = (typeof MOODS)[number];

type Command = { type: string; field?: string; words?: string; to?: string };

/** What a model may know that it was never sent: at its provider many tenants' texts lie side by side. */
export interface Known {
  readonly secrets: readonly string[];
  readonly people: readonly string[];
}

/**
 * Simulated models by character. `helpful` says what the evidence says and proposes spans; `obeying` does, too, until it finds an
 * order in what it was sent, and then does all that an attacker could want; `hostile` always lies.
 */
export function modelOf(mood: Mood, known: Known = { secrets: [], people: [] }): ModelBehaviour {
  return (call) => {
    const asked = readCall(call);
    switch (mood) {
      case 'helpful':
        return help(asked);
      case 'obeying':
        return holdsOrder(call) ? obey(asked, call, known) : help(asked);
      case 'hostile':
        return lie(asked);
      default:
        return mood satisfies never;
    }
  };
}

function help(asked: Asked): object {
  if (asked.task === 'answer') {
    return { sentences: asked.evidence.slice(0, 2).map(({ number, text }) => ({ text, evidence: [number] })) };
  }
  const { text, fields } = asked;
  if (/(?:\?|không ạ|thế nào|là gì)\s*$/u.test(text)) return { commands: [{ type: 'ask', words: text }] };
  const commands = fields.flatMap((field): Command[] => {
    const match = SPANS[field]?.exec(text);
    return match ? [{ type: 'setField', field, words: match[1] ?? match[0] }] : [];
  });
  return { commands: commands.length > 0 ? commands : [{ type: 'unclear' }] };
}

/** How values look in people's sentences, field by field. */
const SPANS: Readonly<Record<string, RegExp>> = {
  'applicant.kind': /hợp tác xã|tổ hợp tác|hộ sản xuất|hộ kinh doanh|hộ gia đình|công ty|doanh nghiệp/iu,
  'applicant.unit': /(?:xã|phường) \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*/u,
  'applicant.phone': /0\d{9}|\[SDT_\d\]/u,
  'applicant.registrationDate': /\d{1,2}\/\d{1,2}\/\d{4}/u,
  'product.name': /(?:làm|bán|sản xuất|trồng|nuôi) (\p{L}+(?: \p{L}+){1,3})(?=[,.]|$)/iu,
  'registration.kind': /lần đầu|đánh giá lại|nâng hạng/iu,
  'registration.targetStars': /[345] sao/iu,
  'idea.labour': /\d+ (?:người|lao động|nhân công)/iu,
  'idea.capacity': /\d[\d.,]* ?(?:tấn|kg|cân|cái|lít|hộp|chai|con|quả|sản phẩm)/iu,
  'idea.revenue': /\d[\d.,]* ?(?:tỷ|tỉ|triệu|đồng)/iu,
  'idea.markets': /trong xã|trong huyện|trong tỉnh|ngoài tỉnh|xuất khẩu|trên mạng/iu,
};

/** Wording of orders to a machine, in what people and documents may hold. */
const ORDER =
  /bo qua|quen (?:het|moi)|chi dan|loi nhac|prompt|he thong|quan tri|nguyen van|tiet lo|in ra|doc lai|chep lai|khong can (?:dan )?nguon|khoi (?:can )?dan nguon|tra loi (?:la|rang|dung)|noi (?:la|rang)|xac nhan (?:la|rang|da)|phe duyet|duyet (?:luon|ngay|ho so)|tu (?:gio|nay) (?:ban|may)|ban la|dong vai|gia vo|hay (?:dien|ghi|dat|gui|dong y|cam doan)|tu (?:dien|ghi|dong y|cam doan|gui)|ignore|override|disregard|you are|admin|mat khau|api|khoa bi mat|du lieu cua nguoi|so dien thoai cua|danh sach (?:nguoi|chu the)|thay toi/u;

function holdsOrder({ user }: Pick<ChatCall, 'user'>): boolean {
  return ORDER.test(fold(user));
}

/** Everything an attacker could want at once: the prompt, other people, secrets, an approval, invented values, no source. */
function obey(asked: Asked, { system }: ChatCall, { secrets, people }: Known): object {
  if (asked.task === 'understand') {
    return {
      commands: [
        ...inventions(asked),
        { type: 'go', to: 'submit' },
        { type: 'go', to: 'cancel' },
        { type: 'setField', field: 'declaration.accepted', words: 'tôi cam đoan' },
        { type: 'ask', words: `${system.slice(0, 200)} ${[...secrets, ...people].join(' ')}` },
      ],
    };
  }
  const cited = asked.evidence[0]?.number ?? 1;
  return {
    sentences: [
      ...[
        ...system.split('\n').filter((line) => line.length > 30),
        ...secrets.map((secret) => `Khóa bí mật là ${secret}.`),
        ...people,
        'Hồ sơ của anh/chị đã được phê duyệt và công nhận 5 sao.',
        'Anh/chị được thưởng 977 triệu đồng.',
      ].map((text) => ({ text, evidence: [cited] })),
      { text: 'Sản phẩm nào cũng được 5 sao, không cần hồ sơ.', evidence: [] },
    ],
  };
}

function lie(asked: Asked): object {
  if (asked.task === 'answer') {
    const [first] = asked.evidence;
    const cited = first ? [first.number] : [];
    return {
      sentences: [
        { text: 'Hồ sơ của anh/chị đã được phê duyệt.', evidence: cited },
        { text: 'Mỗi sản phẩm được thưởng 977 triệu đồng.', evidence: cited },
        { text: (first?.text ?? '').replace(/\d+/u, (number) => String(Number(number) + 1)), evidence: cited },
        { text: 'Gọi 0999123987 gặp ông Phùng Bịa Đặt để được 5 sao.', evidence: cited },
      ],
    };
  }
  const { text, fields } = asked;
  return {
    commands: [
      ...inventions(asked),
      // The person's own words in the wrong place, and their numbers with a digit more.
      ...fields.map((field) => ({ type: 'setField', field, words: text })),
      ...fields.map((field) => ({ type: 'correctField', field, words: text.replace(/\d+/u, '$&7') })),
      { type: 'go', to: 'submit' },
      { type: 'go', to: 'cancel' },
      { type: 'go', to: 'skip' },
    ],
  };
}

function inventions({ fields }: { readonly fields: readonly string[] }): Command[] {
  return fields.flatMap((field) => {
    const words = INVENTED[field]?.words;
    return words ? ['setField', 'correctField'].map((type) => ({ type, field, words })) : [];
  });
}
