import { Position } from '@ledgerline/platform/eventstore';
import { arrayLiteral } from './array-literal';
import { keyTextOf } from './key-text';
import { Projection } from './projection';
import { RowCache } from './row-cache';
import { RowSlot } from './row-slots';
import { loadStatement, writeStatement } from './table-statements';
import { tableShapeOf } from './table-shape';

/** A statement with its parameters spelled out, ready to be sent. */
export interface Statement {
  readonly text: string;
  readonly values: string[];
}

/** One read model's table: its rows in memory, and how rows are asked for and written. */
export class ProjectionTable {
  readonly cache: RowCache;
  readonly keyTextOf: (key: object) => string;
  private readonly loadText: string;
  private readonly writeText: string;
  private readonly shape: ReturnType<typeof tableShapeOf>;

  constructor(
    readonly projection: Projection,
    readonly build: number,
    cachedRowsMax: number,
    /** Bad events that somebody answers for passing over. */
    readonly forgiven: ReadonlySet<Position> = new Set(),
    /** Nobody has written to the table yet: until its cache forgets something, it holds all there is. */
    private readonly beganEmpty = false,
  ) {
    this.cache = new RowCache(cachedRowsMax);
    this.keyTextOf = keyTextOf(projection);
    this.loadText = loadStatement(projection, build);
    this.writeText = writeStatement(projection, build);
    this.shape = tableShapeOf(projection);
  }

  /** Whether a row that is not in the cache can be in the table. */
  get mayHoldMore(): boolean {
    return !this.beganEmpty || this.cache.hasForgotten;
  }

  loading(slots: readonly RowSlot[]): Statement {
    const keys = slots.map((slot) => slot.key);
    return { text: this.loadText, values: this.shape.key.map((column) => this.arrayOf(column, keys)) };
  }

  /** @throws TypeError for a value that has no JSON text */
  writing(slots: readonly RowSlot[]): Statement {
    const rows = slots.map((slot) => slot.row!);
    const arrays = this.shape.columns.map(({ name }) => this.arrayOf(name, rows));
    return { text: this.writeText, values: [...arrays, arrayLiteral('text', slots, 'changedBy')] };
  }

  private arrayOf(column: string, rows: readonly object[]): string {
    return arrayLiteral(this.projection.columns[column]!, rows as readonly Record<string, unknown>[], column);
  }
}
