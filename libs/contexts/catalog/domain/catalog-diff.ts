import { CatalogDocument } from './catalog-document';

/** One field that differs between two versions. */
export interface CatalogChange {
  /** Where, entries by their names: `limits[images_daily].values.free`. */
  readonly field: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Absent where it was added. */
  readonly before?: unknown;
  /** Absent where it was removed. */
  readonly after?: unknown;
}

/** What leads from one version to another, field by field; the order of entries is no difference. */
export function catalogDiff(from: CatalogDocument, to: CatalogDocument): readonly CatalogChange[] {
  return changesAt('', from, to);
}

function changesAt(field: string, before: unknown, after: unknown): readonly CatalogChange[] {
  if (before === after) return [];
  if (before === undefined) return [{ field, change: 'added', after }];
  if (after === undefined) return [{ field, change: 'removed', before }];
  const parts = partsOf(before);
  const others = partsOf(after);
  if (!parts || !others || parts.named !== others.named) {
    return isSame(before, after) ? [] : [{ field, change: 'changed', before, after }];
  }
  return [...new Set([...parts.entries.keys(), ...others.entries.keys()])].flatMap((key) =>
    changesAt(below(field, key, parts.named), parts.entries.get(key), others.entries.get(key)),
  );
}

interface Parts {
  readonly named: boolean;
  readonly entries: ReadonlyMap<string, unknown>;
}

/** An object's fields, or a list's entries by name; undefined for what is compared whole. */
function partsOf(value: unknown): Parts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return { named: false, entries: new Map(Object.entries(value)) };
  const names = value.map((entry: unknown) => (entry as { name?: unknown } | null)?.name);
  if (names.some((name) => typeof name !== 'string')) return undefined;
  return { named: true, entries: new Map(value.map((entry: unknown, i) => [names[i] as string, entry])) };
}

function below(field: string, key: string, named: boolean): string {
  if (named) return `${field}[${key}]`;
  return field ? `${field}.${key}` : key;
}

/** Of what is compared whole: single values, and lists of them in their order. */
function isSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
