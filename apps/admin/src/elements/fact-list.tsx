import type { ReactNode } from 'react';

export type Fact = readonly [name: string, said: ReactNode];

/** Pairs of name and value, in as many columns as there is room; what is not known is left out. */
export function FactList({ facts, code = false }: { facts: readonly Fact[]; code?: boolean }) {
  return (
    <dl className="fact-list">
      {facts.map(([name, said], at) =>
        said === null || said === undefined || said === false || said === '' ? null : (
          <div key={at}>
            <dt>{name}</dt>
            <dd className={code ? 'code' : undefined}>{said}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
