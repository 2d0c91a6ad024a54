import { readWholeLog } from '@ledgerline/testing';
import type { Act, Scene } from './acts';
import { Books, factsOf } from './books/facts';
import { Fate, Lifeline } from './lifeline';
import type { Story } from './stories';
import { Town } from './town';

/** What befalls the processes, one after the other, and at which of their steps. The last lives on. */
export interface Fates {
  readonly fate: Fate;
  readonly steps: readonly number[];
}

export interface Played {
  readonly town: Town;
  readonly lives: readonly Lifeline[];
}

/** More turns than a process that was woken needs to hear that another leads. */
const TURNS_MAX = 50;

/**
 * Plays a story to its end. Whenever a process is gone the next takes over, and whoever was not answered asks
 * again; in the end there is patience for what waits.
 */
export async function play(
  story: Story,
  { fate, steps }: Fates = { fate: 'dies', steps: [] },
): Promise<Played> {
  const lives = [new Lifeline(steps[0], fate)];
  const town = await Town.begin(lives[0]);
  const sceneOf = scenesIn(town);
  const acts: readonly Act[] = [...story.acts, () => town.patience()];
  for (const [index, act] of acts.entries()) {
    while (!(await outlived(town, () => acted(town, act, sceneOf(`act-${index}`))))) {
      lives.push(new Lifeline(steps[lives.length], fate));
      await town.reborn(lives.at(-1));
    }
  }
  await thawed(town, lives.slice(0, -1));
  return { town, lives };
}

export async function booksOf({ store, bank, items }: Town): Promise<Books> {
  return {
    facts: factsOf(await readWholeLog(store)),
    bank: bank.booked,
    askedTwice: bank.askedTwice,
    waiting: items.items.map(({ reaction, state, reason }) => ({ reaction, state, reason })),
  };
}

export function scenesIn(town: Town): (key: string) => Scene {
  const named = new Map<string, string>();
  const happened = new Set<string>();
  return (key) => ({
    ...{ town, key, named },
    once: (deed) => {
      if (happened.has(key)) return;
      happened.add(key);
      deed();
    },
  });
}

async function acted(town: Town, act: Act, scene: Scene): Promise<void> {
  const { life } = town;
  await act(scene);
  if (life !== town.life) return;
  // Whoever heard nothing asks again a while later; a story goes on when that is done.
  await (life.fate === 'hears-nothing' ? town.patience() : town.quiet());
}

/** Whether the process was still there when it was done. */
async function outlived({ life }: Town, work: () => Promise<void>): Promise<boolean> {
  const done = work().then(() => true);
  // Whoever is gone complains to nobody.
  done.catch(() => undefined);
  return Promise.race([done, life.end.then(() => false)]);
}

/** Whoever was frozen goes on where they were, and what comes of that is settled by the one that lives. */
async function thawed(town: Town, frozen: readonly Lifeline[]): Promise<void> {
  if (frozen.length === 0) return;
  for (const life of frozen) life.wake();
  for (let turns = 0; turns < TURNS_MAX; turns++) await new Promise((resolve) => setImmediate(resolve));
  await town.patience();
}
