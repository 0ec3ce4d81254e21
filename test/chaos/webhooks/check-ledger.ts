import type { Handed } from './front.ts';

/** What the database and the platforms know when everything has come to rest. */
export interface Ledger {
  readonly handed: readonly (Handed & { readonly conversation: string })[];
  readonly inbox: readonly {
    readonly seq: number;
    readonly channel: string;
    readonly key: string;
    readonly conversation: string;
    readonly status: string;
  }[];
  readonly outbox: readonly {
    readonly seq: number;
    /** `<channel>:<seq of the inbox row>:<number>`. */
    readonly key: string;
    readonly conversation: string;
    readonly status: string;
    readonly reason: string | null;
    readonly messageId: string | null;
  }[];
  /** Committed turns by conversation. */
  readonly turns: ReadonlyMap<string, number>;
  /** Ids of the messages that a person sees, oldest first, by conversation. */
  readonly shown: ReadonlyMap<string, readonly string[]>;
}

export interface Verdict {
  /** Events without their effect, and replies that nobody was shown. */
  readonly lost: number;
  /** Effects too many: rows, turns, messages. */
  readonly doubled: number;
  readonly uncertain: number;
  /** Pairs that changed places though the channel had kept their order. */
  readonly disordered: number;
  readonly broken: readonly string[];
}

/** @param mostUncertain As many sends as can have been under way when something was stopped. */
export function checkLedger(ledger: Ledger, mostUncertain: number): Verdict {
  const { handed, inbox, outbox } = ledger;
  const rows = groupBy(inbox, ({ channel, key }) => `${channel} ${key}`);
  const replies = groupBy(outbox, ({ key }) => key.split(':').slice(0, 2).join(':'));
  const broken: string[] = [];
  const count = (what: string, items: readonly unknown[]): number => {
    if (items.length > 0) broken.push(`${items.length} ${what}`);
    return items.length;
  };

  const events = handed.filter(({ ackedAt }) => ackedAt !== null);
  const unheard = events.filter(({ channel, key }) => !rows.has(`${channel} ${key}`));
  const unfinished = inbox.filter(({ status }) => status !== 'done');
  const unanswered = inbox.filter(({ channel, seq, status }) => status === 'done' && !replies.has(`${channel}:${seq}`));
  const unsent = outbox.filter(({ status }) => status !== 'sent' && status !== 'uncertain');
  const sent = outbox.filter(({ status }) => status === 'sent');
  const invisible = sent.filter(
    ({ conversation, messageId }) => !ledger.shown.get(conversation)?.includes(messageId ?? ''),
  );
  const lost =
    count('events without an inbox row', unheard) +
    count('inbox rows not worked on', unfinished) +
    count('turns without a reply', unanswered) +
    count('replies neither sent nor uncertain', unsent) +
    count('replies sent that nobody sees', invisible);

  const repeated = [...rows.values()].flatMap((same) => same.slice(1));
  const turnsTooMany = conversationsOf(inbox).filter(
    ([conversation, worked]) => (ledger.turns.get(conversation) ?? 0) !== worked.length,
  );
  const uncertain = outbox.filter(({ status }) => status === 'uncertain');
  const doubled =
    count('inbox rows of an event that had one', repeated) +
    count('conversations with other than one turn for each event', turnsTooMany) +
    count('messages shown that no row accounts for', shownTooMany(ledger));

  count(
    'uncertain replies without a reason',
    uncertain.filter(({ reason }) => !reason),
  );
  if (uncertain.length > mostUncertain) {
    broken.push(`${uncertain.length} uncertain replies, at most ${mostUncertain} can have been under way`);
  }
  const disordered =
    count('events heard in another order than handed over', disorderedEvents(ledger)) +
    count('replies shown in another order than their events', disorderedReplies(ledger));
  return { lost, doubled, uncertain: uncertain.length, disordered, broken };
}

function conversationsOf<Row extends { readonly conversation: string }>(rows: readonly Row[]): [string, Row[]][] {
  return [...groupBy(rows, ({ conversation }) => conversation)];
}

/** Beyond the sent ones a person may see those whose outcome is unknown, no others. */
function shownTooMany({ outbox, shown }: Ledger): string[] {
  const rows = groupBy(outbox, ({ conversation }) => conversation);
  return [...shown].flatMap(([conversation, ids]) => {
    const owed = rows.get(conversation) ?? [];
    const sent = new Set(owed.flatMap(({ status, messageId }) => (status === 'sent' && messageId ? [messageId] : [])));
    const others = ids.filter((id) => !sent.has(id));
    const repeated = ids.filter((id, at) => ids.indexOf(id) !== at);
    const unknown = owed.filter(({ status }) => status === 'uncertain').length;
    return [...others.slice(unknown), ...repeated];
  });
}

/** The channel kept the order of two events when the first was answered before the second was handed over. */
function disorderedEvents({ handed, inbox }: Ledger): string[] {
  const seqs = new Map(inbox.map(({ channel, key, seq }) => [`${channel} ${key}`, seq]));
  return conversationsOf(handed).flatMap(([, events]) =>
    events.flatMap((first) =>
      events
        .filter((second) => first.ackedAt !== null && first.ackedAt < second.firstSentAt)
        .filter((second) => seqOf(seqs, first) > seqOf(seqs, second))
        .map((second) => `${first.key} ${second.key}`),
    ),
  );
}

function seqOf(seqs: ReadonlyMap<string, number>, { channel, key }: Handed): number {
  return seqs.get(`${channel} ${key}`) ?? Number.NaN;
}

function disorderedReplies({ outbox, shown }: Ledger): string[] {
  return conversationsOf(outbox).flatMap(([conversation, rows]) => {
    const places = new Map((shown.get(conversation) ?? []).map((id, at) => [id, at]));
    const ordered = rows
      .map(({ key, messageId, status }) => ({
        key,
        place: status === 'sent' ? places.get(messageId ?? '') : undefined,
      }))
      .sort((a, b) => compareKeys(a.key, b.key))
      .flatMap(({ key, place }) => (place === undefined ? [] : [{ key, place }]));
    return ordered.slice(1).flatMap(({ key, place }, at) => ((ordered[at]?.place ?? -1) > place ? [key] : []));
  });
}

function compareKeys(one: string, other: string): number {
  const [, event = '', number = ''] = one.split(':');
  const [, otherEvent = '', otherNumber = ''] = other.split(':');
  return Number(event) - Number(otherEvent) || Number(number) - Number(otherNumber);
}

function groupBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameOf(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
