import { commands } from '../registry';
import { CliCommand, UsageError } from './cli-command';
import { givenCli } from './given-cli';

const seen: unknown[] = [];
const specimens: readonly CliCommand[] = [
  {
    words: 'look',
    summary: 'looks',
    arguments: { '<where>': 'a place' },
    options: { '--far': 'further', '--for-what <thing>': 'a thing' },
    run: ({ args, options: { json: _, ...options } }) => {
      seen.push({ args, options });
      return Promise.resolve({ exitCode: 0, lines: ['seen'], json: { micros: 2n ** 64n } });
    },
  },
  {
    words: 'things break',
    summary: 'breaks',
    destroys: () => 'This would break it.',
    run: () => Promise.resolve({ exitCode: 0, lines: ['broken'], json: { done: true } }),
  },
  {
    words: 'things find',
    summary: 'finds',
    run: ({ say }) => {
      say('a line at once', { at: 'once' });
      return Promise.resolve({ exitCode: 1, lines: ['found 1'] });
    },
  },
  { words: 'things fail', summary: 'fails', run: () => Promise.reject(new Error('the disk is full')) },
  { words: 'things ask', summary: 'asks', run: () => Promise.reject(new UsageError('Say which.')) },
];

const run = givenCli(specimens);

describe("the operator's tool", () => {
  beforeEach(() => seen.splice(0));

  it('hands arguments and options to the command and prints its lines', async () => {
    expect(await run('look here --for-what gold')).toEqual({ exitCode: 0, out: 'seen\n', err: '' });
    await run('look there --far');
    expect(seen).toEqual([
      { args: ['here'], options: { forWhat: 'gold' } },
      { args: ['there'], options: { far: true } },
    ]);
  });

  it('prints JSON for a program with --json, amounts as decimal texts', async () => {
    const { out } = await run('look here --json');
    expect(JSON.parse(out)).toEqual({ micros: '18446744073709551616' });
    expect((await run('things find --json')).out).toBe('{"at":"once"}\n');
  });

  it('says at once what a command says at once, and ends with 1 when it found something', async () => {
    expect(await run('things find')).toEqual({ exitCode: 1, out: 'a line at once\nfound 1\n', err: '' });
  });

  it('does nothing that cannot be taken back without --yes: it says what it would do and ends with 2', async () => {
    const without = await run('things break');
    expect(without.exitCode).toBe(2);
    expect(without.out).toBe('This would break it.\nNothing was done. Say --yes to do it.\n');
    expect(await run('things break --yes')).toMatchObject({ exitCode: 0, out: 'broken\n' });
    expect(JSON.parse((await run('things break --json')).out)).toMatchObject({ done: false });
  });

  it('tells a failure in one sentence without a stack and ends with 1', async () => {
    expect(await run('things fail')).toEqual({ exitCode: 1, out: '', err: 'the disk is full\n' });
    expect(JSON.parse((await run('things fail --json')).out)).toMatchObject({ message: 'the disk is full' });
  });

  it.each([
    ['nothing at all', '', /Usage/],
    ['an unknown command', 'lok', /unknown command/],
    ['an unknown option', 'look here --near', /unknown option/],
    ['a missing argument', 'look', /missing required argument/],
    ['an option without its value', 'look here --for-what', /argument missing/],
    ['half a command', 'things', /Usage/],
    ['an unknown second word', 'things frobnicate', /unknown command|Usage|too many/],
    ['what the command itself refuses', 'things ask', /Say which\./],
  ])('ends with 2 for %s', async (_what, words, said) => {
    const { exitCode, err, out } = await run(words);
    expect({ exitCode, said: said.test(err + out) }).toEqual({ exitCode: 2, said: true });
    expect(seen).toEqual([]);
  });

  it('prints help and its version and ends with 0', async () => {
    expect(await run('--help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('look') });
    expect(await run('things --help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('find') });
    expect(await run('look --help')).toMatchObject({ exitCode: 0, out: expect.stringContaining('--far') });
    expect(await run('--version')).toMatchObject({ exitCode: 0, out: expect.stringMatching(/^\d+\.\d+/) });
  });
});

describe('every command', () => {
  const tool = givenCli(commands);

  it('has words of its own and says in one line what it does', () => {
    const words = commands.map((command) => command.words);
    expect(new Set(words).size).toBe(words.length);
    for (const { words: asked, summary } of commands) {
      expect(asked).toMatch(/^[a-z]+( [a-z-]+)?$/);
      expect(summary).toMatch(/^[^\n]{10,90}$/);
    }
  });

  it.each(commands.map(({ words }) => words))('%s has help', async (words) => {
    expect((await tool(`${words} --help`)).exitCode).toBe(0);
  });

  it('says what to do when there is no system to work on', async () => {
    const { exitCode, err } = await tool('projections list');
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining('set DATABASE_URL') });
  });
});
