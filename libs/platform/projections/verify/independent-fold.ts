import { Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { keyTextOf } from '../key-text';
import { asError, Decode } from '../log-entry';
import { ProjectedEvent, Projection } from '../projection';
import { LAST_POSITION } from '../table-shape';
import { RowDifference } from './row-difference';

export interface IndependentFoldOptions {
  readonly projection: Projection;
  /** Nothing beyond it is folded: the table that is compared stands there. */
  readonly upTo: Position | undefined;
  readonly wants: (key: object) => boolean;
  /** Bad events that somebody answers for passing over. */
  readonly forgiven: ReadonlySet<Position>;
}

/**
 * Recomputes some rows of a read model in memory, event by event, without anything of what keeps tables: no
 * cache, no batch, no statement. What it shares with the projector is the fold itself.
 */
export class IndependentFold {
  private readonly rows = new Map<string, object>();
  private readonly keyText: (key: object) => string;
  /** Where recomputing had to stop; a table that stands beyond it cannot be right. */
  trouble: RowDifference | undefined;

  constructor(private readonly options: IndependentFoldOptions) {
    this.keyText = keyTextOf(options.projection);
  }

  get projection(): Projection {
    return this.options.projection;
  }

  take(recorded: RecordedEvent, decoded: () => ProjectedEvent | undefined): void {
    const { upTo, projection, forgiven } = this.options;
    const { position } = recorded;
    if (this.trouble || upTo === undefined || position > upTo) return;
    try {
      const event = decoded();
      if (event) this.fold(event);
    } catch (error) {
      if (!projection.financial || forgiven.has(position)) return;
      this.trouble = {
        projection: projection.name,
        key: '',
        column: '(event)',
        expected: `a halt at ${position}: ${asError(error).message}`,
        found: `rows up to ${upTo}`,
      };
    }
  }

  /** The recomputed rows by the text of their key. */
  result(): ReadonlyMap<string, object> {
    return this.rows;
  }

  keyTextOf(row: object): string {
    return this.keyText(row);
  }

  /** An event's rows count together or not at all. */
  private fold(event: ProjectedEvent): void {
    const handler = this.options.projection.on[event.type];
    if (!handler) return;
    const keys = new Map(handler.keys(event).map((key) => [this.keyText(key), key]));
    const folded: (readonly [string, object])[] = [];
    for (const [text, key] of keys) {
      if (!this.options.wants(key)) continue;
      const before = this.rows.get(text);
      const after = handler.fold(before, event, key) as object;
      if (after !== before) folded.push([text, { ...after, [LAST_POSITION]: event.position }]);
    }
    for (const [text, row] of folded) this.rows.set(text, row);
  }
}

/** Decodes at most once, and only if somebody asks: most folds pass over most events. */
export function decodedOnce(decode: Decode, recorded: RecordedEvent): () => ProjectedEvent | undefined {
  let known: { readonly event: ProjectedEvent | undefined } | { readonly error: unknown } | undefined;
  return () => {
    known ??= attempt(() => decode(recorded));
    if ('error' in known) throw asError(known.error);
    return known.event;
  };
}

function attempt<T>(work: () => T): { readonly event: T } | { readonly error: unknown } {
  try {
    return { event: work() };
  } catch (error) {
    return { error };
  }
}
