import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, foldInMemory, Projection, ProjectedEvent } from '@ledgerline/platform/projections';
import { decode, projections } from '@ledgerline/system';
import { makeFoldHistory } from './fold-history';
import type { FrozenEvent } from './frozen-event';

const HISTORY = join(__dirname, 'folds/history.json');
const DIGESTS = join(__dirname, 'folds/digests.json');
/** `digests` writes those of new versions; `history` adds new lives to what is frozen, and every digest. */
const WRITES = process.env.LEDGERLINE_WRITE_FOLDS;

interface Recorded {
  readonly version: number;
  readonly rows: number;
  readonly digest: string;
}
interface Digests {
  /** SHA-256 of the history that was folded. */
  readonly history: string;
  readonly readModels: Readonly<Record<string, Recorded>>;
}

if (WRITES === 'history') {
  const frozen = JSON.parse(readFileSync(HISTORY, 'utf8')) as FrozenEvent[];
  writeFileSync(HISTORY, `${JSON.stringify(makeFoldHistory(frozen), null, 2)}\n`);
}
const historyText = readFileSync(HISTORY, 'utf8');
const events = (JSON.parse(historyText) as FrozenEvent[]).map(projected);

describe('the rows of a read model', () => {
  const golden = writtenIfAsked();

  it.each(projections.map((projection) => [projection.name, projection] as const))(
    '%s are the same for its version: whoever changes a fold, or what it calls, raises the version',
    (name, projection) => {
      expect({ [name]: foldedNow(projection) }).toEqual({ [name]: golden.readModels[name] });
    },
  );

  it('are those of this history, and of no read model that is gone', () => {
    expect(golden.history).toBe(sha256(historyText));
    expect(Object.keys(golden.readModels).sort()).toEqual(projections.map(({ name }) => name).sort());
  });

  it.each(projections.map((projection) => [projection.name, projection] as const))(
    '%s come from every event that it handles',
    (_, projection) => {
      const met = new Set(events.map(({ type }) => type));
      expect(Object.keys(projection.on).filter((type) => !met.has(type))).toEqual([]);
    },
  );

  it('differ when a function that a fold merely calls is another one', () => {
    const [balances] = projections.filter(({ name }) => name === 'account_balances');
    const on = Object.fromEntries(
      Object.entries(balances!.on).map(([type, handler]) => [
        type,
        { ...handler!, fold: oneMore(handler!.fold) },
      ]),
    );
    expect(foldedNow({ ...balances!, on }).digest).not.toBe(golden.readModels.account_balances!.digest);
  });
});

function foldedNow(projection: Projection): Recorded {
  const rows = foldInMemory(projection, events);
  return { version: projection.version, rows: rows.length, digest: digestOf(rows) };
}

/** A version that stands already keeps its digest: only raising it lets another one be written. */
function writtenIfAsked(): Digests {
  const before = existsSync(DIGESTS) ? (JSON.parse(readFileSync(DIGESTS, 'utf8')) as Digests) : undefined;
  if (!WRITES) return before!;
  const readModels = projections.map((projection) => {
    const known = WRITES === 'history' ? undefined : before?.readModels[projection.name];
    return [projection.name, known?.version === projection.version ? known : foldedNow(projection)];
  });
  const digests = {
    history: sha256(historyText),
    readModels: Object.fromEntries(readModels) as Digests['readModels'],
  };
  writeFileSync(DIGESTS, `${JSON.stringify(digests, null, 2)}\n`);
  return digests;
}

function projected({ revision, ...event }: FrozenEvent): ProjectedEvent {
  const recorded = { ...event, revision: BigInt(revision), id: event.position, recordedAt: new Date(0) };
  return decode(recorded)!;
}

type Fold = NonNullable<Projection['on'][string]>['fold'];

function oneMore(fold: Fold): Fold {
  return (row, event, key) => {
    const after = fold(row, event, key) as { generations_total: bigint };
    return { ...after, generations_total: after.generations_total + 1n };
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
