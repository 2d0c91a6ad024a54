import fc from 'fast-check';
import { EpochHistory, historyOf, LogEpoch } from './epoch-history';
import { positionOf } from './port';
import { PositionRefused } from './position-refused';

const FIRST: LogEpoch = { identity: 'pg1', beganAfter: -1n };
const SECOND: LogEpoch = { identity: 'pg1e0002aaaaaa', beganAfter: 100n };
const THIRD: LogEpoch = { identity: 'pg1e0003bbbbbb', beganAfter: 150n };
const history = new EpochHistory([FIRST, SECOND, THIRD]);

describe('the history of a log', () => {
  it.each([
    ['the last event of the first epoch', 'pg1', 100n],
    ['the first event of the second epoch', SECOND.identity, 101n],
    ['the last event of the second epoch', SECOND.identity, 150n],
    ['the first event of the current epoch', THIRD.identity, 151n],
  ])('holds %s', (_, identity, sequence) => {
    expect(history.sequenceOf(positionOf(identity, sequence))).toBe(sequence);
    expect(history.positionOf(sequence)).toBe(positionOf(identity, sequence));
  });

  it.each([
    [
      'what the first restore discarded',
      'pg1',
      101n,
      /ahead of what is left of its epoch, which ends at pg1-0*100/,
    ],
    ['what the second restore discarded', SECOND.identity, 151n, /restored to an earlier state/],
    ['a sequence before its epoch', SECOND.identity, 100n, /never given out/],
    ['an epoch of another restore of the same backup', 'pg1e0002cccccc', 101n, /not of this log/],
    ['another log', 'pg2', 5n, /not of this log/],
  ])('holds nothing of %s', (_, identity, sequence, why) => {
    const position = positionOf(identity, sequence);
    expect(() => history.sequenceOf(position)).toThrow(PositionRefused);
    expect(() => history.sequenceOf(position)).toThrow(why);
    expect(history.has(position)).toBe(false);
  });

  it.each(['', 'pg1', 'pg1-5', 'pg1-0000000000000000005x', 'pg1-000000000000000000005'])(
    'refuses "%s"',
    (text) => expect(() => history.sequenceOf(text)).toThrow(PositionRefused),
  );

  it('has positions that compare as texts the way their sequences do', () => {
    const sequence = fc.bigInt({ min: 1n, max: 300n });
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        expect(history.positionOf(a) < history.positionOf(b)).toBe(a < b);
        expect(history.sequenceOf(history.positionOf(a))).toBe(a);
      }),
    );
  });

  it('knows the last place before one that a restore discarded, and none for another log', () => {
    expect(history.lastBefore(positionOf('pg1', 130n))).toBe(positionOf('pg1', 100n));
    expect(history.lastBefore(positionOf(SECOND.identity, 160n))).toBe(positionOf(SECOND.identity, 150n));
    expect(history.lastBefore(positionOf('pg2', 5n))).toBeUndefined();
  });

  it('of a store that was never restored has one epoch, all of its positions', () => {
    const single = historyOf({ storeId: 'mem1' });
    expect([0n, 1n, 10n ** 18n].map((n) => single.has(positionOf('mem1', n)))).toEqual([true, true, true]);
  });
});
