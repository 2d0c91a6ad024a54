import fc from 'fast-check';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { AccountTwins } from './account-twins';
import { Deciders } from './deciders';
import { Life, lives } from './random-steps';

export interface ModelRun {
  readonly seed: number;
  /** At least so many turns in all. */
  readonly turns: number;
  readonly deciders?: Deciders;
  /** Looked at when a life has ended; what it finds wrong with its facts, in words. */
  readonly atEnd?: (lived: Lived) => readonly string[];
  /** Where a failure is not to be told in its shortest form. */
  readonly endAtFirst?: boolean;
}

/** A life's facts, and the state they fold to. */
export interface Lived {
  readonly history: readonly AccountEvent[];
  readonly state: AccountState;
}

export interface ModelVerdict {
  /** Turns taken, those of shrinking not counted. */
  readonly turns: number;
  /** The shortest life found in which the account and the model part, and how; undefined: there is none. */
  readonly parted: string | undefined;
}

/** So long a failing life is made shorter; what is left then is told. */
const SHORTENED_FOR_MS = 10_000;
const TURNS_PER_LIFE = { min: 50, max: 70 };

/** Random lives, until so many turns are taken or the account and the model part. */
export function runModel({
  seed,
  turns,
  deciders,
  atEnd = () => [],
  endAtFirst = false,
}: ModelRun): ModelVerdict {
  let taken = 0;
  let partedAtMs = Infinity;
  const property = fc.property(lives(TURNS_PER_LIFE), (life) => {
    if (performance.now() - partedAtMs > SHORTENED_FOR_MS) return;
    const count = () => (partedAtMs < Infinity ? taken : (taken += 1));
    const { told, differences: parted, lived } = live(life, deciders, count);
    const differences = parted.length > 0 ? parted : atEnd(lived);
    if (differences.length === 0) return;
    partedAtMs = Math.min(partedAtMs, performance.now());
    throw new Error([...told, ...differences].join('\n  '));
  });
  const numRuns = Math.ceil(turns / TURNS_PER_LIFE.min);
  const { errorInstance } = fc.check(property, { seed, numRuns, endOnFailure: endAtFirst });
  const parted = errorInstance ? (errorInstance as Error).message : undefined;
  return { turns: taken, parted };
}

/** One life, until the two part. */
function live({ tier, policy, turns }: Life, deciders: Deciders | undefined, taken: () => void) {
  const twins = new AccountTwins({ tier, policy }, deciders);
  const told = [`in ${tier} of ${policy.name}`];
  for (const turn of turns) {
    taken();
    const differences = turned(twins, turn);
    told.push(`at ${twins.now} (${turn.wait.crash}) ${JSON.stringify(named(turn.step), plainly)}`);
    if (differences.length > 0) return { told, differences, lived: twins.scenario };
  }
  return { told, differences: [], lived: twins.scenario };
}

function named(step: Life['turns'][number]['step']): object {
  return step.kind === 'edit' ? { edit: step.policy.name } : step;
}

/** A decision that throws is a difference too: no history that commands produced may do that. */
function turned(twins: AccountTwins, turn: Life['turns'][number]): readonly string[] {
  try {
    return twins.turn(turn);
  } catch (error) {
    return [`throws ${(error as Error).stack}`];
  }
}

function plainly(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
