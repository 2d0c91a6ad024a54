import { COUNTED_MAX } from '@ledgerline/platform/eventstore';
import { projectionLag, readBuilds, readSkips } from '@ledgerline/platform/projections';
import { assertSchemaCurrent } from '@ledgerline/platform/postgres';
import { reactionLag } from '@ledgerline/platform/reactions';
import { Operator, VERSION } from '@ledgerline/system';
import { CliCommand } from '../command-line/cli-command';
import { EXIT } from '../command-line/exit-codes';

/** One thing looked at: `ok` or what is wrong with it, in words that say what to do. */
interface Finding {
  readonly what: string;
  readonly isWell: boolean;
  readonly says: string;
}

const LAG_SECONDS_MAX = 60;
const CLOCK_SECONDS_MAX = 2;

/** Looks at everything an operator would look at first; ends with 1 when something wants attention. */
export const examineSystem: CliCommand = {
  words: 'doctor',
  summary: 'look at log, clock, read models, reactions and leftovers; say what wants attention',
  run: async ({ system }) => {
    const operator = await system({ checksSchema: false });
    const findings: Finding[] = [];
    for (const [what, look] of Object.entries(CHECKS))
      findings.push(...(await examined(what, look, operator)));
    const isWell = findings.every((finding) => finding.isWell);
    return {
      exitCode: isWell ? EXIT.ok : EXIT.found,
      lines: findings.map(
        (finding) => `${finding.isWell ? 'ok   ' : 'LOOK '} ${finding.what}: ${finding.says}`,
      ),
      json: { version: VERSION, isWell, findings },
    };
  },
};

type Look = (operator: Operator) => Promise<readonly Omit<Finding, 'what'>[]>;

const CHECKS: Readonly<Record<string, Look>> = {
  ...{ schema, log, clock },
  'read models': readModels,
  ...{ reactions, leftovers },
};

/** A check that cannot be made is a finding, and the others are made all the same. */
async function examined(what: string, look: Look, operator: Operator): Promise<readonly Finding[]> {
  try {
    return (await look(operator)).map((finding) => ({ what, ...finding }));
  } catch (error) {
    return [{ what, isWell: false, says: (error as Error).message }];
  }
}

async function schema({ pool }: Operator) {
  await assertSchemaCurrent(pool);
  return [{ isWell: true, says: `as build ${VERSION} has it` }];
}

async function log({ store, config }: Operator) {
  const head = await store.head();
  const events = await store.countAfter(undefined);
  // EventStoreDB's positions count nothing: there the number is a bound.
  const isBound = config.eventStore === 'eventstoredb' && events >= COUNTED_MAX;
  const count = `${events} events${isBound ? ' or more' : ''}`;
  return [{ isWell: true, says: `${count}, ends at ${head ?? 'its beginning'}` }];
}

async function clock({ store }: Operator) {
  const seconds = Math.abs((await store.clock()).getTime() - Date.now()) / 1_000;
  const says = `${seconds.toFixed(1)} s off the log's clock`;
  return [{ isWell: seconds <= CLOCK_SECONDS_MAX, says }];
}

async function readModels({ pool, store, projections }: Operator) {
  const lags = await projectionLag(pool, store, projections);
  const missing = projections.filter(({ name }) => !lags.some((lag) => lag.name === name));
  const troubles = lags.flatMap(({ name, state, events, seconds, error, errorPosition }) => {
    if (state === 'halted') return [`${name} halted at ${errorPosition}: ${error}`];
    if (state === 'paused') return [`${name} is paused, ${events} events behind`];
    if (seconds > LAG_SECONDS_MAX) return [`${name} is ${events} events and ${seconds.toFixed(0)} s behind`];
    return [];
  });
  const absent = missing.map(({ name, version }) => `${name} version ${version} is not shown yet`);
  const says = [...troubles, ...absent];
  if (says.length === 0) return [{ isWell: true, says: `${lags.length} keep up with the log` }];
  return says.map((trouble) => ({ isWell: false, says: trouble }));
}

async function reactions({ pool, store }: Operator) {
  const { events, seconds, items, paused } = await reactionLag(pool, store);
  const unfinished = items.map(({ reaction, state, count }) => ({
    isWell: state === 'waiting',
    says: `${count} of ${reaction} ${WORDS[state]}: see reactions list`,
  }));
  const behind = `${events} events and ${seconds.toFixed(0)} s behind: does a reactor run?`;
  const isBehind = seconds > LAG_SECONDS_MAX;
  const standing = paused.map(({ reaction, since }) => ({
    isWell: false,
    says: `${reaction} is paused since ${since}: reactions resume lets it go on`,
  }));
  return [{ isWell: !isBehind, says: isBehind ? behind : 'up with the log' }, ...standing, ...unfinished];
}

const WORDS = { waiting: 'wait', behind: 'queue behind others of their key', halted: 'halted' };

async function leftovers({ pool, projections }: Operator) {
  const builds = (await Promise.all(projections.map((projection) => readBuilds(pool, projection)))).flat();
  const begun = builds.filter(({ stage }) => stage === 'building');
  const skips = await readSkips(pool);
  return [
    ...begun.map(({ name, version, build, position }) => ({
      isWell: false,
      says: `${name} version ${version} build ${build} was begun and stands at ${position}: rebuild it again`,
    })),
    {
      isWell: true,
      says: `${builds.length - begun.length - projections.length} retired tables, ${skips.length} skipped events`,
    },
  ];
}
