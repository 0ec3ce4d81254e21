import type { TurnReport } from '../../conversation/turn.ts';

/**
 * A conversation as a text that people read and tests play (test/conversations):
 * - `# …` a remark; `> …` what the person does; below it what came of it:
 * - `< text` a reply, its further lines indented; `  [label] [label]` its buttons; `  {name}` its file;
 * - `? asking` what is asked, with ` = {…}` for a batch shown back and ` (status)` while a registration is open.
 */
export interface Step {
  readonly remarks: readonly string[];
  readonly said: string;
  readonly answer: readonly string[];
}

export function read(transcript: string): Step[] {
  const steps: { remarks: string[]; said: string; answer: string[] }[] = [];
  let remarks: string[] = [];
  for (const line of transcript.split('\n')) {
    if (line.startsWith('#')) remarks.push(line);
    else if (line.startsWith('> ')) {
      steps.push({ remarks, said: line.slice(2), answer: [] });
      remarks = [];
    } else if (line !== '') steps.at(-1)?.answer.push(line);
  }
  return steps;
}

export function write(steps: readonly Step[]): string {
  return `${steps.map(({ remarks, said, answer }) => [...remarks, `> ${said}`, ...answer].join('\n')).join('\n\n')}\n`;
}

export interface Answered extends Pick<TurnReport, 'asking' | 'registration'> {
  readonly replies: readonly {
    readonly text: string;
    readonly buttons: readonly { readonly label: string }[];
    /** Its name. */
    readonly file?: string;
  }[];
  readonly proposed?: TurnReport['proposed'];
}

/** The lines below what the person did. */
export function answerLines({ replies, asking, proposed, registration }: Answered): string[] {
  const out: string[] = [];
  for (const { text, buttons, file } of replies) {
    out.push(`< ${text.replaceAll('\n', '\n  ')}`);
    if (buttons.length > 0) out.push(`  ${buttons.map((button) => `[${button.label}]`).join(' ')}`);
    if (file !== undefined) out.push(`  {${file}}`);
  }
  const batch = proposed ? ` = ${JSON.stringify(proposed)}` : '';
  out.push(`? ${asking}${batch}${registration ? ` (${registration.status})` : ''}`);
  return out;
}
