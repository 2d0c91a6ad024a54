/** What a check found. Only so many are kept in words, all are counted. */
export class Violations {
  readonly told: string[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly toldMax = 20) {}

  add(kind: ViolationKind, what: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (this.told.length < this.toldMax) this.told.push(`${kind}: ${what}`);
  }

  count(kind: ViolationKind): number {
    return this.counts.get(kind) ?? 0;
  }

  get kinds(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }

  get none(): boolean {
    return this.counts.size === 0;
  }
}

export type ViolationKind =
  /** Acknowledged, and not in the log where the answer said. */
  | 'lost'
  /** In the log more than once. */
  | 'doubled'
  /** In the log, and no client asked for it. */
  | 'unexplained'
  /** Answered before another was asked, and behind it in the log. */
  | 'out-of-order'
  /** The answer says something else than the log. */
  | 'answered-otherwise'
  /** The log says something else than the model. */
  | 'decided-otherwise'
  /** Positions or revisions have holes, or time runs backwards. */
  | 'log-broken'
  /** Asked again and again, and never answered for good. */
  | 'never-answered'
  /** An answer that no client can act upon. */
  | 'strange-answer'
  /** A row is not what the log says. */
  | 'row-differs'
  /** A read model met an event that its rows do not allow. */
  | 'read-model-halted'
  /** Read models that do not come to the end of the log. */
  | 'read-models-stuck'
  /** Granted is not available + held + spent + expired. */
  | 'books-differ';
