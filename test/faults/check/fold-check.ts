import type { Client } from 'pg';
import { ProjectedEvent, Projection } from '@ledgerline/platform/projections';
import { rowDigest } from './row-digest';
import { Violations } from './violations';

interface Row {
  row: object;
  position: string;
  /** Of the row as it was last added to the total. */
  digest: bigint;
}

interface Model {
  readonly projection: Projection;
  readonly digest: (row: object) => bigint;
  readonly rows: Map<string, Row>;
  /** Keys of rows that changed since the last look. */
  readonly changed: Set<string>;
  /** Sum of all rows' digests, those forgotten included: equal exactly when the tables are. */
  total: bigint;
  count: number;
}

const MASK = (1n << 160n) - 1n;
const PAGE_ROWS = 2_000;
const NAMED_MAX = 3;
/** Nothing comes after these: such a row is checked once more in the total and needs no place in memory. */
const FINAL_STATES = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/**
 * Folds every read model in memory beside the projector, and compares the tables: after each round the rows
 * that changed in it, at the end all of them, by digest.
 */
export class FoldCheck {
  private readonly models: Model[];
  private comparedTo = '';

  constructor(
    projections: readonly Projection[],
    private readonly violations: Violations,
  ) {
    this.models = projections.map((projection) => {
      const digest = rowDigest(projection);
      return { projection, digest, rows: new Map(), changed: new Set(), total: 0n, count: 0 };
    });
  }

  take(event: ProjectedEvent): void {
    for (const model of this.models) {
      try {
        this.takeInto(model, event);
      } catch (error) {
        const what = `${model.projection.name} cannot fold ${event.type} at ${event.position}`;
        this.violations.add('row-differs', `${what}: ${(error as Error).message}`);
      }
    }
  }

  private takeInto(model: Model, event: ProjectedEvent): void {
    const handler = model.projection.on[event.type];
    if (!handler) return;
    const { key: columns } = model.projection;
    const keys = new Map(handler.keys(event).map((key) => [keyText(columns, key), key]));
    for (const [text, key] of keys) this.fold(model, event, { handler, text, key });
  }

  /** Rows of this round; what they hold beside the log's end is named. */
  async compare(db: Client): Promise<void> {
    for (const model of this.models) {
      const found = new Map<string, bigint>();
      const where = `where last_position > ${db.escapeLiteral(this.comparedTo)}`;
      await eachRow(db, model.projection, where, (row) => {
        found.set(keyText(model.projection.key, row), model.digest(row));
      });
      this.compareChanged(model, found);
    }
    const last = this.models.flatMap(({ rows }) => [...rows.values()].map(({ position }) => position));
    this.comparedTo = last.reduce((a, b) => (a > b ? a : b), this.comparedTo);
    for (const model of this.models) forgetFinal(model);
  }

  /** Whole tables against the whole fold. Answers how many rows there are. */
  async compareTotals(db: Client): Promise<number> {
    let rows = 0;
    for (const { projection, digest, total, count } of this.models) {
      let stored = 0n;
      let storedCount = 0;
      await eachRow(db, projection, '', (row) => {
        stored = (stored + digest(row)) & MASK;
        storedCount += 1;
      });
      rows += storedCount;
      if (stored !== total || storedCount !== count) {
        const what = `${projection.name}: ${storedCount} rows in the table, ${count} in the fold`;
        this.violations.add('row-differs', `${what}, or others`);
      }
    }
    return rows;
  }

  private fold(
    model: Model,
    event: ProjectedEvent,
    { handler, text, key }: { handler: NonNullable<Projection['on'][string]>; text: string; key: object },
  ): void {
    const before = model.rows.get(text);
    const row: object = handler.fold(before?.row, event, key);
    if (row === before?.row) return;
    model.rows.set(text, { row, position: event.position, digest: before?.digest ?? -1n });
    model.changed.add(text);
  }

  private compareChanged(model: Model, found: Map<string, bigint>): void {
    const { projection, digest, rows, changed } = model;
    let differing = 0;
    const differs = (what: string): void => {
      differing += 1;
      if (differing <= NAMED_MAX) this.violations.add('row-differs', `${projection.name} ${what}`);
    };
    for (const text of changed) {
      const held = rows.get(text)!;
      const now = digest({ ...held.row, last_position: held.position });
      if (held.digest === -1n) model.count += 1;
      model.total = (model.total + now - (held.digest === -1n ? 0n : held.digest)) & MASK;
      held.digest = now;
      const stored = found.get(text);
      if (stored === undefined) differs(`${text} is missing, or older than ${held.position}`);
      else if (stored !== now) differs(`${text} is not what the log says at ${held.position}`);
      found.delete(text);
    }
    for (const text of found.keys()) differs(`${text} is in the table and not in the log`);
    changed.clear();
  }
}

function forgetFinal({ projection, rows }: Model): void {
  if (projection.appendOnly) return rows.clear();
  if (projection.name !== 'generations') return;
  for (const [text, { row }] of rows)
    if (FINAL_STATES.has((row as { state: string }).state)) rows.delete(text);
}

function keyText(columns: readonly string[], row: object): string {
  return JSON.stringify(columns.map((column) => String((row as Record<string, unknown>)[column])));
}

/** Page by page through a server's cursor: a table may be larger than memory. */
async function eachRow(
  db: Client,
  { schema, name }: Projection,
  where: string,
  take: (row: object) => void,
): Promise<void> {
  await db.query('begin');
  await db.query(`declare rows_to_check no scroll cursor for select * from "${schema}"."${name}" ${where}`);
  for (;;) {
    const { rows } = await db.query<object>(`fetch ${PAGE_ROWS} from rows_to_check`);
    rows.forEach(take);
    if (rows.length < PAGE_ROWS) break;
  }
  await db.query('commit');
}
