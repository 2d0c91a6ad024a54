import { runModel } from '../testing/model-run';
import { PLANTED_MISTAKES } from '../testing/planted-mistakes';

/** Begins as the walk in which account-properties.spec.ts finds nothing wrong with the right deciders. */
const WALK = { seed: 1, turns: 5_000, endAtFirst: true };

/** What the model says where it finds each of them. */
const FOUND = [
  /has lots/,
  /counts for|comes to/,
  /counts for/,
  /has lots/,
  /owes for refunds/,
  /waits to take back/,
  /crosses \[/,
];

describe('the plain model', () => {
  it.each(
    Object.entries(PLANTED_MISTAKES).map(([name, deciders], i) => [name, deciders, FOUND[i]!] as const),
  )(
    'catches a planted mistake in %s',
    (_, deciders, found) => {
      const { parted } = runModel({ ...WALK, deciders });
      expect(parted?.split('\n').slice(-6).join('\n')).toMatch(found);
    },
    60_000,
  );
});
