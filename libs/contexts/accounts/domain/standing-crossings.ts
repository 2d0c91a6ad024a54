import { invariant, isLiveWindow, LimitKind } from '@ledgerline/kernel';
import { AccountEvent } from './account-events';
import { AccountState, LimitCrossings } from './account-state';
import { kindOf, limitKey } from './limit-windows';

type Crossings = AccountState['crossings'];
const NONE: readonly LimitCrossings[] = [];

/** Whether a window of this kind is armed again by falling, not by a new window. */
export function rearmsByFalling(kind: LimitKind, window: string): boolean {
  return kind.slides || kind.endsAt(window) === null;
}

/** Which thresholds of a window stand crossed; undefined: none ever was. */
export function crossingsIn(crossings: Crossings, key: string, window: string): LimitCrossings | undefined {
  return allOf(crossings, key).find((known) => known.window === window);
}

/**
 * Which thresholds stand crossed after one more fact. Every live window is remembered, for one may come back:
 * that of a billing period, when its anchor is moved away and back.
 */
export function crossingsAfter(
  crossings: Crossings,
  { type, data }: Extract<AccountEvent, { data: { threshold: string } }>,
): Crossings {
  const { window, threshold, at } = data;
  const key = limitKey(data.limit, data.member);
  const kind = kindOf(data.limitKind);
  const rearms = rearmsByFalling(kind, window);
  const others = rearms
    ? NONE
    : allOf(crossings, key).filter(
        (known) => known.window !== window && isLiveWindow(kind, known.window, at),
      );
  const known = crossingsIn(crossings, key, window) ?? { window, crossed: [], recovered: [] };
  const crossed = known.crossed.filter((one) => one !== threshold);
  const isCrossing = type === 'LimitThresholdCrossed' || type === 'LimitReached';
  const stood = crossed.length < known.crossed.length;
  invariant(stood !== isCrossing, 'a threshold is crossed before it is recovered from, and each once');
  if (isCrossing) {
    return { ...crossings, [key]: [...others, { ...known, crossed: [...crossed, threshold] }] };
  }
  const recovered = rearms ? known.recovered : [...known.recovered, threshold];
  return { ...crossings, [key]: [...others, { window, crossed, recovered }] };
}

/** A limit may be called like something that every object has. */
function allOf(crossings: Crossings, key: string): readonly LimitCrossings[] {
  return Object.hasOwn(crossings, key) ? crossings[key]! : NONE;
}
