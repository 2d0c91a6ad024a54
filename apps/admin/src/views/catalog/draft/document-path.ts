/** The way to a field of a document: names of fields and indexes of lists. */
export type DocumentPath = readonly (string | number)[];

/** As the API names fields: `limits[3].values.free`. */
export function pathText(path: DocumentPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** What stands there; undefined where the way ends before. */
export function valueAt(document: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown> | null)?.[step], document);
}

/** A copy with another value there, undefined to remove it; what lies beside the way is the very same. */
export function withValueAt<Document>(document: Document, path: DocumentPath, value: unknown): Document {
  const [step, ...rest] = path;
  if (step === undefined) return value as Document;
  if (Array.isArray(document)) {
    const index = Number(step);
    if (rest.length === 0 && value === undefined) return document.toSpliced(index, 1) as Document;
    return document.with(index, withValueAt(document[index], rest, value)) as Document;
  }
  const entry = (document ?? {}) as Readonly<Record<string, unknown>>;
  if (rest.length === 0 && value === undefined) {
    const { [step]: _removed, ...others } = entry;
    return others as Document;
  }
  return { ...entry, [step]: withValueAt(entry[step], rest, value) } as Document;
}
