import { DomainEvent, EventDefinition, UnknownEventType } from './event';

/** The read and write boundary between events in code and the JSON text in the log. */
export interface EventRegistry<E extends DomainEvent = DomainEvent> {
  readonly storedTypes: readonly string[];
  /** The types as the code knows them, each once however many shapes it had. */
  readonly types: readonly string[];
  encode(event: E): { type: string; data: string };
  /** @throws UnknownEventType for a type or version that was never registered */
  decode(storedType: string, data: string): E;
  knows(storedType: string): boolean;
}

export function eventRegistry<E extends DomainEvent>(definitions: {
  readonly [T in E['type']]: EventDefinition;
}): EventRegistry<E> {
  const all = Object.values<EventDefinition>(definitions);
  const byStoredType = new Map(all.flatMap(readersOf));
  const byType = new Map(all.map((d) => [d.type, d.storedType]));
  return {
    storedTypes: [...byStoredType.keys()],
    types: [...byType.keys()],
    knows: (storedType) => byStoredType.has(storedType),
    encode: (event) => ({ type: byType.get(event.type)!, data: JSON.stringify(event.data, bigintAsText) }),
    decode: (storedType, data) => {
      const known = byStoredType.get(storedType);
      if (!known) throw new UnknownEventType(storedType);
      const parsed: unknown = JSON.parse(data);
      known.revive(parsed);
      return { type: known.type, data: known.lift(parsed) } as E;
    },
  };
}

interface Reader {
  readonly type: string;
  readonly revive: Revive;
  /** From the shape as it was stored to the one that the code knows. */
  readonly lift: (data: unknown) => unknown;
}

/** The newest shape is taken as it is; an earlier one goes through its upcaster and every later one. */
function readersOf({ type, storedType, bigints, earlier = [] }: EventDefinition): [string, Reader][] {
  const newest: [string, Reader] = [storedType, { type, revive: reviver(bigints), lift: (data) => data }];
  const older = earlier.map((version, i): [string, Reader] => {
    const upcasts = earlier.slice(i).map(({ upcast }) => upcast as (data: unknown) => unknown);
    const lift = (data: unknown): unknown => upcasts.reduce((lifted, upcast) => upcast(lifted), data);
    return [version.storedType, { type, revive: reviver(version.bigints), lift }];
  });
  return [newest, ...older];
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

type Revive = (parsed: unknown) => void;

/**
 * Turns decimal texts back into bigints in place; compiled once per event type, for decoding is the hot path.
 */
function reviver(paths: readonly string[]): Revive {
  const revivers = paths.map((path) => reviveAt(path.split(/\.|(?=\[\])/)));
  return (parsed) => {
    for (const revive of revivers) revive(parsed);
  };
}

function reviveAt([step, ...rest]: string[]): Revive {
  const inner = rest.length > 0 ? reviveAt(rest) : undefined;
  if (step === '[]') return (items) => reviveItems(items as unknown[], inner);
  return (parent) => {
    const record = parent as Record<string, unknown>;
    const value = record[step!];
    if (value === undefined || value === null) return;
    if (inner) inner(value);
    else record[step!] = BigInt(value as string);
  };
}

function reviveItems(items: unknown[], inner: Revive | undefined): void {
  for (let i = 0; i < items.length; i++) {
    if (items[i] === null) continue;
    if (inner) inner(items[i]);
    else items[i] = BigInt(items[i] as string);
  }
}
