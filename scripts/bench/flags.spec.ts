import { parseBenchFlags } from './flags';

describe('the bench flags', () => {
  it('have defaults, and a quick way', () => {
    expect(parseBenchFlags([])).toEqual({
      seconds: 4,
      only: undefined,
      rules: 'all',
      store: 'postgres',
      help: false,
    });
    expect(parseBenchFlags(['--quick'])).toEqual({
      seconds: 1,
      only: undefined,
      rules: 'all',
      store: 'postgres',
      help: false,
    });
    expect(parseBenchFlags(['--seconds', '2.5'])).toEqual({
      seconds: 2.5,
      only: undefined,
      rules: 'all',
      store: 'postgres',
      help: false,
    });
  });

  it('can name one way of asking', () => {
    expect(parseBenchFlags(['--only', 'http'])).toEqual({
      seconds: 4,
      only: 'http',
      rules: 'all',
      store: 'postgres',
      help: false,
    });
  });

  it('can put the log into the double of EventStoreDB', () => {
    expect(parseBenchFlags(['--store', 'eventstoredb-double'])).toMatchObject({
      store: 'eventstoredb-double',
    });
  });

  it('are refused all at once', () => {
    expect(
      parseBenchFlags(['--seconds=0', '--quick', '--quik', 'x', '--only=grpc', '--store=kafka']),
    ).toEqual({
      errors: [
        '--quik is no flag of the bench',
        '"x" belongs to no flag',
        '--only is not one of in-process, http, http-batches, usage, limits, webhooks',
        '--store is not one of postgres, eventstoredb-double',
        '--seconds is not a number from 1 to 60',
        '--seconds and --quick exclude each other',
      ],
    });
  });
});
