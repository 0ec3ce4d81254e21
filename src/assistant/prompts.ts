import { readFileSync } from 'node:fs';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { parse } from 'yaml';
import { z } from 'zod';

const FrontMatter = z.strictObject({
  task: z.string().min(1),
  version: z.number().int().positive(),
  variables: z.array(z.string().min(1)).min(1),
});

export interface Prompt {
  readonly task: string;
  readonly version: number;
  readonly template: ChatPromptTemplate;
}

/**
 * Reads one prompt file: YAML front matter (`task`, `version`, `variables`), then `## system` and `## user`.
 * Placeholders are mustache (`{{{question}}}`): a value is inserted as it is and never read as a template again.
 * Throws when a declared variable is not used or an undeclared one is: a prompt must not silently lose its evidence.
 */
export function loadPrompt(url: URL): Prompt {
  const text = readFileSync(url, 'utf8');
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!parts) throw new Error(`${url.pathname}: front matter is missing`);
  const head = FrontMatter.parse(parse(parts[1] ?? ''));
  const sections = /## system\n([\s\S]*?)\n## user\n([\s\S]*)$/.exec(parts[2] ?? '');
  if (!sections) throw new Error(`${url.pathname}: "## system" and "## user" must both be there, in this order`);
  const template = ChatPromptTemplate.fromMessages(
    [
      ['system', (sections[1] ?? '').trim()],
      ['user', (sections[2] ?? '').trim()],
    ],
    { templateFormat: 'mustache' },
  );
  const used = [...template.inputVariables].sort().join(', ');
  const declared = [...head.variables].sort().join(', ');
  if (used !== declared) throw new Error(`${url.pathname}: variables declared (${declared}) and used (${used}) differ`);
  return { task: head.task, version: head.version, template };
}
