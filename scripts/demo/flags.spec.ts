import { parseDemoFlags } from './flags';

describe('the demo flags', () => {
  it('have a default each', () => {
    expect(parseDemoFlags([])).toEqual({
      trace: undefined,
      accounts: 200,
      limit: undefined,
      speed: 'max',
      failureRate: 0.01,
      seed: 'ledgerline',
      port: undefined,
      exit: false,
      help: false,
    });
  });

  it('are read with a space or an equals sign', () => {
    const given = ['--trace', 'a.csv', '--speed=60', '--limit', '10', '--failure-rate=0.5', '--exit'];
    expect(parseDemoFlags(given)).toMatchObject({
      ...{ trace: 'a.csv', speed: 60, limit: 10, failureRate: 0.5, exit: true },
    });
  });

  it('are refused all at once', () => {
    const bad = [
      '--accounts',
      '0',
      '--speed',
      'fast',
      '--failure-rate',
      '1.5',
      '--tracee',
      'x',
      '--exit=yes',
    ];
    expect(parseDemoFlags(bad)).toEqual({
      errors: [
        '--tracee is no flag of the demo',
        '"x" belongs to no flag',
        '--exit takes no value',
        '--accounts "0" is not a whole number from 1 to 100000',
        '--speed "fast" is not "max" or a factor above 0',
        '--failure-rate "1.5" is not a share from 0 to 1',
      ],
    });
  });

  it('are refused where a value is missing', () => {
    expect(parseDemoFlags(['--seed'])).toEqual({ errors: ['--seed wants a value'] });
  });
});
