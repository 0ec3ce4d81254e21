import type { Store } from '../../src/conversation/store/store.ts';

/** Where a process may die within a turn. */
export const DEATHS = ['before the turn', 'before the commit', 'after the commit'] as const;
export type Death = (typeof DEATHS)[number];

class Killed extends Error {}

/** A store of a process that is killed at that place: from then on it does nothing any more. The rows are the real store's. */
export function mortal(store: Store, death: Death): Store {
  let dead = false;
  const alive = () => {
    if (dead) throw new Killed();
  };
  const die = (): never => {
    dead = true;
    throw new Killed();
  };
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const method = target[name];
      if (typeof method !== 'function' || name === 'isOutage') return method;
      return async (...args: unknown[]) => {
        alive();
        if (name === 'nextInbox' && death === 'before the turn') die();
        if (name === 'commit' && death === 'before the commit') die();
        const result = await (method as (...all: unknown[]) => unknown).apply(target, args);
        if (name === 'commit' && death === 'after the commit') die();
        return result;
      };
    },
  });
}
