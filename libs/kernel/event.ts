/** A fact: past tense, a business word, data that never changes shape without a new version. */
export interface DomainEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Readonly<Data>;
}

/**
 * Every path of a data shape that leads to a bigint: `amountMicros`, `lots[].amountMicros`,
 * `price.flatMicros`.
 */
export type BigintPath<T> = T extends bigint
  ? ''
  : T extends readonly (infer Item)[]
    ? `[]${Suffix<BigintPath<Item>>}`
    : T extends string | number | boolean | null | undefined
      ? never
      : T extends object
        ? { [K in keyof T & string]: `${K}${Suffix<BigintPath<NonNullable<T[K]>>>}` }[keyof T & string]
        : never;
type Suffix<Path extends string> = Path extends '' ? '' : Path extends `[]${string}` ? Path : `.${Path}`;

/**
 * How one event is written in the log. `storedType` is a string we own for ever, independent of names in the
 * code. JSON has no bigint, so `bigints` names every path that holds one; the compiler refuses a forgotten
 * one.
 */
export interface EventDefinition<E extends DomainEvent = DomainEvent> {
  readonly type: E['type'];
  readonly storedType: string;
  readonly bigints: readonly string[];
  /** Shapes that were released before this one, the oldest first; absent where there was none. */
  readonly earlier?: readonly EarlierVersion[];
}

/**
 * A released shape that is no longer written. It stands in the log for ever, so it is read for ever: its data
 * is lifted to the next newer shape, and from there on.
 */
export interface EarlierVersion {
  readonly storedType: string;
  readonly bigints: readonly string[];
  /** A pure function; what the old shape did not say gets the value that was meant by its silence. */
  readonly upcast: (data: never) => object;
}

/** `earlierVersion<GrantedV1, GrantedV2>('….credits-granted.v1', { amountMicros: true }, (old) => …)` */
export function earlierVersion<Old extends object, Next extends object>(
  storedType: string,
  bigints: Record<BigintPath<Old>, true>,
  upcast: (data: Readonly<Old>) => Next,
): EarlierVersion {
  return { storedType, bigints: Object.keys(bigints), upcast };
}

/**
 * `defineEvent<CreditsGranted>('CreditsGranted', 'ledgerline.account.credits-granted.v1', { amountMicros:
 * true })`
 */
export function defineEvent<E extends DomainEvent>(
  type: E['type'],
  storedType: string,
  bigints: Record<BigintPath<E['data']>, true>,
  earlier: readonly EarlierVersion[] = [],
): EventDefinition<E> {
  return { type, storedType, bigints: Object.keys(bigints), earlier };
}

/** An event whose type or version this build does not know. The stream or projection that meets it halts. */
export class UnknownEventType extends Error {
  constructor(readonly storedType: string) {
    super(`unknown event type ${storedType}: this build is older than the log, or the log is not ours`);
    this.name = 'UnknownEventType';
  }
}
