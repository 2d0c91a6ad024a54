import { checkBooks } from './books/check-books';
import { Books, of } from './books/facts';
import { BANK } from './lifeline';
import { booksOf, Fates, play } from './play';
import { STORIES, Story } from './stories';

/** Which steps, pairs of them, and sleepers are tried of all there are. */
const SEED = Number(process.env.LEDGERLINE_MONEY_SEED ?? 1);
/** `all`: a death at each step there is, which takes twice as long; else at every other, as chance will. */
const EVERY_STEP = process.env.LEDGERLINE_MONEY_DEATHS === 'all';
const PAIRS = 3;
const SLEEPERS = 2;
const PATIENCE_MS = 120_000;

describe.each(STORIES)('$name', (story) => {
  it('ends with books that are right, and comes to what it tells of', async () => {
    const { books } = await toldOnce(story);
    expect(checkBooks(books)).toEqual([]);
    expect(story.reaches.filter((type) => of(books, type).length === 0)).toEqual([]);
  });

  it(
    `ends the same wherever the process dies, and another goes on (seed ${SEED})`,
    async () => {
      const [steps, chance] = [await stepsOf(story), chanceOf(SEED)];
      const tried = steps.map((_, index) => index + 1).filter(() => EVERY_STEP || chance(2) === 0);
      await allEndWell(
        story,
        tried.map((step) => ({ fate: 'dies', steps: [step] })),
      );
    },
    PATIENCE_MS,
  );

  it(
    `ends the same when the next one dies too (seed ${SEED})`,
    async () => {
      const [steps, chance] = [await stepsOf(story), chanceOf(SEED)];
      const pair = () => [1 + chance(steps.length), 1 + chance(steps.length)];
      await allEndWell(
        story,
        Array.from({ length: PAIRS }, () => ({ fate: 'dies', steps: pair() })),
      );
    },
    PATIENCE_MS,
  );

  it(
    `ends the same when a process sleeps, and wakes after all is done by another (seed ${SEED})`,
    async () => {
      const [steps, chance] = [await stepsOf(story), chanceOf(SEED)];
      const one = () => [1 + chance(steps.length)];
      await allEndWell(
        story,
        Array.from({ length: SLEEPERS }, () => ({ fate: 'freezes', steps: one() })),
      );
    },
    PATIENCE_MS,
  );

  it(
    'ends the same when an answer of the bank is lost',
    async () => {
      const calls = (await stepsOf(story)).map((step, index) => (step.startsWith(BANK) ? index + 1 : 0));
      await allEndWell(
        story,
        calls.filter(Boolean).map((step) => ({ fate: 'hears-nothing', steps: [step] })),
      );
    },
    PATIENCE_MS,
  );
});

async function told(story: Story, fates?: Fates) {
  const { town, lives } = await play(story, fates);
  return { books: await booksOf(town), steps: lives[0]!.steps };
}

const undisturbed = new Map<Story, ReturnType<typeof told>>();

function toldOnce(story: Story): ReturnType<typeof told> {
  if (!undisturbed.has(story)) undisturbed.set(story, told(story));
  return undisturbed.get(story)!;
}

async function stepsOf(story: Story): Promise<readonly string[]> {
  return (await toldOnce(story)).steps;
}

/** Whatever befell the processes, the books are right and money did what it did without. */
async function allEndWell(story: Story, tried: readonly Fates[]): Promise<void> {
  const { books: wished, steps } = await toldOnce(story);
  const wrong: string[] = [];
  for (const fates of tried) {
    const at = fates.steps.map((step) => `${step} (${steps[step - 1]})`).join(' and ');
    const { books } = await told(story, fates);
    // A sleeper had looked before it slept: that the bank knows its keys is all that protects from it.
    const found = checkBooks(fates.fate === 'freezes' ? { ...books, askedTwice: [] } : books);
    // Whoever asks again later is told a later time, and another price of what time prorates.
    const differs = fates.fate !== 'hears-nothing' && outcomeOf(books) !== outcomeOf(wished);
    const all = differs ? [...found, 'money ends otherwise'] : found;
    wrong.push(...all.map((what) => `${fates.fate} at ${at}: ${what}`));
  }
  expect(wrong).toEqual([]);
}

const ENDS = ['order.paid', 'order.refunded', 'account.credits-granted', 'invoice.paid', 'payout.completed'];

/** What is told of money, but for the order of it. */
function outcomeOf(books: Books): string {
  const counts = ENDS.map((type) => `${type} ${of(books, type).length}`);
  const booked = books.bank.map(({ kind, amountMinor }) => `${kind} ${amountMinor}`).sort();
  return [...counts, ...booked].join('\n');
}

/** Whole numbers below a bound, the same for the same seed. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
