import type { EventStore } from '@ledgerline/platform/eventstore';

/**
 * A log whose process dies at its n-th append, as `kill -9` would let it: what was durable stays, and nobody
 * hears an answer any more.
 */
export function dyingStore(store: EventStore, dies: { at: number; when: 'before' | 'after' }) {
  let appends = 0;
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => (died = resolve));
  const never = new Promise<never>(() => undefined);
  const append: EventStore['append'] = async (...given) => {
    appends += 1;
    if (appends < dies.at) return store.append(...given);
    if (appends === dies.at && dies.when === 'after') await store.append(...given);
    died();
    return never;
  };
  const dying = new Proxy(store, {
    get: (target, name) => {
      if (name === 'append') return append;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });
  return { store: dying, death };
}
