/** A piece of SQL with its values apart: what comes from outside is always a parameter, never text. */
export interface Sql {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];
}

/** sql`account_id = ${id}`; a value that is itself such a piece is spliced in, any other is a parameter. */
export function sql(texts: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  const joined: string[] = [texts[0]!];
  const values: unknown[] = [];
  parts.forEach((part, i) => {
    if (isSql(part)) {
      joined[joined.length - 1] += part.texts[0]!;
      joined.push(...part.texts.slice(1));
      values.push(...part.values);
    } else {
      values.push(part);
      joined.push('');
    }
    joined[joined.length - 1] += texts[i + 1]!;
  });
  return { texts: joined, values };
}

/** Text of our own: a column or table name from a definition, never anything that came from outside. */
export function trusted(text: string): Sql {
  return { texts: [text], values: [] };
}

/** All conditions together; those left undefined do not count. */
export function every(conditions: readonly (Sql | undefined)[]): Sql {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? trusted('true') : joined(given, ' and ');
}

export function joined(pieces: readonly Sql[], separator: string): Sql {
  return pieces.reduce((all, piece) => sql`${all}${trusted(separator)}${piece}`);
}

/** As the driver takes it: numbered parameters and their values. */
export function statementOf({ texts, values }: Sql): { text: string; values: readonly unknown[] } {
  return { text: texts.reduce((text, next, i) => `${text}$${i}${next}`), values };
}

function isSql(part: unknown): part is Sql {
  return typeof part === 'object' && part !== null && 'texts' in part && 'values' in part;
}
