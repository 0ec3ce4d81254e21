import type { ChatCall } from './server.ts';

/** What the prompts of this project tell a model, read back from the call: see prompts/*.md. */
export type Asked =
  | { readonly task: 'answer'; readonly evidence: readonly Evidence[]; readonly question: string }
  | {
      readonly task: 'understand';
      readonly asking: string | null;
      readonly fields: readonly string[];
      readonly text: string;
    };

export interface Evidence {
  readonly number: number;
  readonly text: string;
}

export function readCall({ schema, user }: ChatCall): Asked {
  if (schema === 'cau_tra_loi') {
    const evidence = [...inTag(user, 'bang-chung').matchAll(/^\[(\d+)\] \(.*?\) (.*)$/gmu)].map((match) => ({
      number: Number(match[1]),
      text: match[2] ?? '',
    }));
    return { task: 'answer', evidence, question: inTag(user, 'cau-hoi') };
  }
  const fieldOf = (line: string): string => line.split(':', 1)[0] ?? '';
  const asking = inTag(user, 'dang-hoi');
  return {
    task: 'understand',
    asking: asking.includes(':') ? fieldOf(asking) : null,
    fields: inTag(user, 'cac-muc').split('\n').map(fieldOf),
    text: inTag(user, 'tin-nhan'),
  };
}

function inTag(text: string, tag: string): string {
  return new RegExp(`<${tag}>\\n([\\s\\S]*)\\n</${tag}>`, 'u').exec(text)?.[1] ?? '';
}
