import { parseFaultsFlags } from './flags';

const NOW_MS = 1_795_000_000_000;
const parsed = (...args: string[]) => parseFaultsFlags(args, NOW_MS);

describe('the flags of the faults', () => {
  it('run for three minutes on PostgreSQL with the time as seed when nothing is said', () => {
    expect(parsed()).toEqual({
      minutes: 3,
      commands: 0,
      kills: 0,
      seed: String(NOW_MS),
      store: 'postgres',
      summary: undefined,
      help: false,
    });
  });

  it('ask for 200 kills with each million commands, unless told otherwise', () => {
    expect(parsed('--commands', '1000000')).toMatchObject({ commands: 1_000_000, kills: 200 });
    expect(parsed('--commands', '1000000', '--kills', '7')).toMatchObject({ kills: 7 });
  });

  it('take a seed, a store and a file for the summary', () => {
    const flags = parsed('--seed', 'a-1', '--store', 'eventstoredb-double', '--summary', 'docs/FAULTS.md');
    expect(flags).toMatchObject({ seed: 'a-1', store: 'eventstoredb-double', summary: 'docs/FAULTS.md' });
  });

  it.each([
    [['--minutes', '0'], '--minutes is not a number from 1 to 600'],
    [['--minutes', '601'], '--minutes is not a number from 1 to 600'],
    [['--minutes', 'long'], '--minutes is not a number from 1 to 600'],
    [['--commands', '1.5'], '--commands is not a whole number'],
    [['--kills', '-1'], '--kills is not a whole number'],
    [['--seed', 'a b'], '--seed is not 1 to 60 letters, digits, dots or dashes'],
    [['--store', 'memory'], '--store is none of postgres, eventstoredb-double'],
    [['--summary'], '--summary needs a value'],
    [['--speed', '3'], '--speed is no flag'],
    [['fast'], '"fast" belongs to no flag'],
  ])('refuse %j, and say why', (args, error) => {
    expect(parsed(...args)).toMatchObject({ errors: expect.arrayContaining([error]) });
  });
});
