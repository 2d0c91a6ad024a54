/**
 * A draft's changes on top of a version that somebody else published meanwhile: field by field, entries of
 * lists by their names. Where both changed the same field the draft wins; the review shows it.
 */
export function carryOver<Document>(base: Document, draft: Document, published: Document): Document {
  return merged(base, draft, published) as Document;
}

function merged(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isSame(base, mine)) return theirs;
  if (isSame(base, theirs)) return mine;
  const parts = [base, mine, theirs].map(partsOf);
  const [before, own, other] = parts;
  if (!before || !own || !other || new Set(parts.map((each) => each?.isList)).size > 1) return mine;
  const keys = [...new Set([...other.entries.keys(), ...own.entries.keys()])];
  const entries = keys
    .map((key) => [key, merged(before.entries.get(key), own.entries.get(key), other.entries.get(key))])
    .filter(([, value]) => value !== undefined) as [string, unknown][];
  return own.isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

interface Parts {
  readonly isList: boolean;
  readonly entries: ReadonlyMap<string, unknown>;
}

/** Fields of an object, or entries of a list by name; undefined for what is one value. */
function partsOf(value: unknown): Parts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return { isList: false, entries: new Map(Object.entries(value)) };
  const names = value.map((entry: unknown) => (entry as { name?: unknown } | null)?.name);
  if (names.some((name) => typeof name !== 'string') || new Set(names).size < names.length) return undefined;
  return { isList: true, entries: new Map(value.map((entry, index) => [names[index] as string, entry])) };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
