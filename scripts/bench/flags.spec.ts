import { parseBenchFlags } from './flags';

describe('the bench flags', () => {
  it('have defaults, and a quick way', () => {
    expect(parseBenchFlags([])).toEqual({ seconds: 6, help: false });
    expect(parseBenchFlags(['--quick'])).toEqual({ seconds: 1, help: false });
    expect(parseBenchFlags(['--seconds', '2.5'])).toEqual({ seconds: 2.5, help: false });
  });

  it('are refused all at once', () => {
    expect(parseBenchFlags(['--seconds=0', '--quick', '--quik', 'x'])).toEqual({
      errors: [
        '--quik is no flag of the bench',
        '"x" belongs to no flag',
        '--seconds is not a number from 1 to 60',
        '--seconds and --quick exclude each other',
      ],
    });
  });
});
