/**
 * How a value is written down as JSON and read back. `shape` describes it completely, so that two codecs with
 * the same shape read each other's text, and a changed field changes the shape.
 */
export interface Codec<T> {
  readonly shape: string;
  encode(value: T): unknown;
  /** @throws Error for anything that `encode` does not make */
  decode(json: unknown): T;
}

/** Text; a union of literals is named by its type, and is trusted to be one of them. */
export function text<T extends string = string>(): Codec<T> {
  return { shape: 'text', encode: same, decode: (json) => checked(json, typeof json === 'string', 'text') };
}

/** A whole number that a double holds exactly. */
export const integer: Codec<number> = {
  shape: 'integer',
  encode: same,
  decode: (json) => checked(json, Number.isSafeInteger(json), 'an integer'),
};

/** JSON has no bigint: its digits as text. */
export const bigints: Codec<bigint> = {
  shape: 'bigint',
  encode: (value) => value.toString(),
  decode: (json) => BigInt(checked<string>(json, /^-?\d{1,60}$/.test(String(json)), 'digits')),
};

export const boolean: Codec<boolean> = {
  shape: 'boolean',
  encode: same,
  decode: (json) => checked(json, typeof json === 'boolean', 'true or false'),
};

export function nullable<T>({ shape, encode, decode }: Codec<T>): Codec<T | null> {
  return {
    shape: `${shape}?`,
    encode: (value) => (value === null ? null : encode(value)),
    decode: (json) => (json === null ? null : decode(json)),
  };
}

export function listOf<T>({ shape, encode, decode }: Codec<T>): Codec<T[]> {
  return {
    shape: `[${shape}]`,
    encode: (values) => values.map(encode),
    decode: (json) => checked<unknown[]>(json, Array.isArray(json), 'a list').map(decode),
  };
}

/** A value by name: written as pairs, since a name may be one that objects have a meaning for. */
export function recordOf<T>(codec: Codec<T>): Codec<Readonly<Record<string, T>>> {
  const pairs = listOf(pairOf(codec));
  return {
    shape: `<${codec.shape}>`,
    encode: (record) => pairs.encode(Object.entries(record)),
    decode: (json) => Object.fromEntries(pairs.decode(json)),
  };
}

/** A name and its value. */
export function pairOf<T>({ shape, encode, decode }: Codec<T>): Codec<[string, T]> {
  return {
    shape: `(${shape})`,
    encode: ([name, value]) => [name, encode(value)],
    decode: (json) => {
      const [name, value] = checked<[string, unknown]>(json, isPair(json), 'a pair');
      return [name, decode(value)];
    },
  };
}

/** Every field of a type, each once: a field that is added or dropped does not compile before it is told. */
export function objectOf<T extends object>(fields: {
  readonly [K in keyof T]-?: Codec<T[K]>;
}): Codec<T> {
  const entries = Object.entries(fields) as [keyof T & string, Codec<T[keyof T]>][];
  return {
    shape: `{${entries.map(([name, { shape }]) => `${name}:${shape}`).join(',')}}`,
    encode: (value) => entries.map(([name, { encode }]) => encode(value[name])),
    decode: (json) => {
      const values = checked<unknown[]>(json, Array.isArray(json), 'an object');
      if (values.length !== entries.length) throw new Error(`${entries.length} fields, not ${values.length}`);
      return Object.fromEntries(entries.map(([name, { decode }], at) => [name, decode(values[at])])) as T;
    },
  };
}

function same<T>(value: T): unknown {
  return value;
}

function isPair(json: unknown): boolean {
  return Array.isArray(json) && json.length === 2 && typeof json[0] === 'string';
}

function checked<T>(json: unknown, holds: boolean, expected: string): T {
  if (!holds) throw new Error(`expected ${expected}`);
  return json as T;
}
