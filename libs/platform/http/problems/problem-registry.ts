/** Everything there is to know about one code. */
export interface ProblemDefinition {
  /** Stable, kebab-case; clients branch on it. For a refusal it is the refusal's reason. */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  /** Whether the very same request may succeed later, with the same idempotency key. */
  readonly retryable: boolean;
  /** `refused`: decided and, where the design says so, recorded. `unknown`: only asking again tells. */
  readonly outcome: 'refused' | 'not_executed' | 'unknown';
  /** For the table: when it happens, and what to do about it. */
  readonly description: string;
  /** The friendly sentence of one case; the description's first sentence unless given. */
  readonly sentence?: (figures: Figures) => string;
  /** Members computed from the figures, e.g. `newKeyAfter`. */
  readonly extras?: (figures: Figures) => Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

// Figures are what a decision noted down; a sentence reads the few that its own decision writes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Figures = Readonly<Record<string, any>>;

export interface ProblemRegistry {
  readonly definitions: readonly ProblemDefinition[];
  /** @throws for a code that nobody defined: a defect, not an answer */
  get(code: string): ProblemDefinition;
  has(code: string): boolean;
}

/**
 * One registry of all codes, from the edge's own list and what each context adds.
 * @throws when a code is defined twice or is not kebab-case
 */
export function problemRegistry(...lists: (readonly ProblemDefinition[])[]): ProblemRegistry {
  const definitions = lists.flat().sort((a, b) => (a.code < b.code ? -1 : 1));
  const byCode = new Map<string, ProblemDefinition>();
  for (const definition of definitions) {
    if (byCode.has(definition.code)) throw new Error(`the problem ${definition.code} is defined twice`);
    if (!/^[a-z]+(-[a-z]+)*$/.test(definition.code)) throw new Error(`${definition.code} is not kebab-case`);
    byCode.set(definition.code, definition);
  }
  return {
    definitions,
    has: (code) => byCode.has(code),
    get: (code) => {
      const definition = byCode.get(code);
      if (!definition) throw new Error(`the problem ${code} is in no list of problems`);
      return definition;
    },
  };
}
