import { parseBenchFlags } from './flags';

describe('the bench flags', () => {
  it('have defaults, and a quick way', () => {
    expect(parseBenchFlags([])).toEqual({ seconds: 4, only: undefined, help: false });
    expect(parseBenchFlags(['--quick'])).toEqual({ seconds: 1, only: undefined, help: false });
    expect(parseBenchFlags(['--seconds', '2.5'])).toEqual({ seconds: 2.5, only: undefined, help: false });
  });

  it('can name one way of asking', () => {
    expect(parseBenchFlags(['--only', 'http'])).toEqual({ seconds: 4, only: 'http', help: false });
  });

  it('are refused all at once', () => {
    expect(parseBenchFlags(['--seconds=0', '--quick', '--quik', 'x', '--only=grpc'])).toEqual({
      errors: [
        '--quik is no flag of the bench',
        '"x" belongs to no flag',
        '--only is not one of in-process, http, http-batches',
        '--seconds is not a number from 1 to 60',
        '--seconds and --quick exclude each other',
      ],
    });
  });
});
