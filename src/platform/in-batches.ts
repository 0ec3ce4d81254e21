/** So many go at once at most. */
const MOST = 200;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One call for many things that come one by one. Whatever comes while a batch is under way goes into the next: alone one
 * waits for nobody, and in a crowd for one batch at most. In the order of arrival.
 * @param work Gives a result for each item, in their order; it either does all or nothing.
 * @param isOutage Of an error: the next item would fail the same way. After any other the items are tried one by one, so
 * that one that can't be taken costs only itself.
 */
export function inBatches<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  isOutage: (error: unknown) => boolean,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) await settle(waiting.splice(0, MOST));
    running = false;
  }

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await work(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await settleEach(batch);
    }
  }

  async function settleEach(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    let outage: unknown = null;
    for (const { item, resolve, reject } of batch) {
      if (outage !== null) {
        reject(outage);
        continue;
      }
      try {
        const [result] = await work([item]);
        resolve(result as Result);
      } catch (error) {
        if (isOutage(error)) outage = error;
        reject(error);
      }
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running) return;
      running = true;
      // What else is at the door comes along.
      setImmediate(() => void run());
    });
}
