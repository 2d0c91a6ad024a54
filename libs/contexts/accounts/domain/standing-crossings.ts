import { LimitKind, limitKinds } from '@ledgerline/kernel';
import { AccountEvent } from './account-events';
import { AccountState } from './account-state';
import { limitKey } from './limit-windows';

/** Whether a window of this kind is armed again by falling, not by a new window. */
export function rearmsByFalling(kind: LimitKind, window: string): boolean {
  return kind.slides || kind.endsAt(window) === null;
}

/** Which thresholds stand crossed after one more fact. */
export function crossingsAfter(
  crossings: AccountState['crossings'],
  { type, data }: Extract<AccountEvent, { data: { threshold: string } }>,
): AccountState['crossings'] {
  const key = limitKey(data.limit, data.member);
  const known = Object.hasOwn(crossings, key) ? crossings[key] : undefined;
  const { crossed, recovered } =
    known?.window === data.window ? known : { crossed: [] as string[], recovered: [] as string[] };
  const others = crossed.filter((threshold) => threshold !== data.threshold);
  if (type === 'LimitThresholdCrossed' || type === 'LimitReached') {
    return { ...crossings, [key]: { window: data.window, crossed: [...others, data.threshold], recovered } };
  }
  const done = rearmsByFalling(limitKinds[data.limitKind], data.window)
    ? recovered
    : [...recovered, data.threshold];
  return { ...crossings, [key]: { window: data.window, crossed: others, recovered: done } };
}
