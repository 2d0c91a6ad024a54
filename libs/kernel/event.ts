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
}

/**
 * `defineEvent<CreditsGranted>('CreditsGranted', 'ledgerline.account.credits-granted.v1', { amountMicros:
 * true })`
 */
export function defineEvent<E extends DomainEvent>(
  type: E['type'],
  storedType: string,
  bigints: Record<BigintPath<E['data']>, true>,
): EventDefinition<E> {
  return { type, storedType, bigints: Object.keys(bigints) };
}

/** An event whose type or version this build does not know. The stream or projection that meets it halts. */
export class UnknownEventType extends Error {
  constructor(readonly storedType: string) {
    super(`unknown event type ${storedType}: this build is older than the log, or the log is not ours`);
    this.name = 'UnknownEventType';
  }
}
