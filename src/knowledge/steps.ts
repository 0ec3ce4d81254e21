/** Work cut into steps, so that between two of them whoever runs it may let others run. */
export type Steps<Result> = Generator<void, Result>;

/** All steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Visits every item, a step after each `size` of them. */
export function* inSlices<Item>(items: Iterable<Item>, size: number, visit: (item: Item) => void): Steps<void> {
  let count = 0;
  for (const item of items) {
    visit(item);
    count += 1;
    if (count % size === 0) yield;
  }
}
