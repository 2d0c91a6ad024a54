import { ProjectedEvent } from '@ledgerline/platform/projections';
import { AccountModel } from './account-model';
import { TIERS } from '../load/catalog';

// Events of every type are looked at by the names of their members.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Data = any;

const CROSSINGS = ['CreditsExhausted', 'CreditsRecovered', 'LimitReached', 'LimitRecovered'];

export function isCrossing({ type }: ProjectedEvent): boolean {
  return CROSSINGS.includes(type);
}

/** What is recorded of a threshold must be so, and be told once until it is not so any more. */
export function crossed(model: AccountModel, event: ProjectedEvent): string | undefined {
  const data = event.data as Data;
  if (event.type === 'LimitReached' || event.type === 'LimitRecovered') {
    return limitCrossed(model, event.type, data);
  }
  const available = model.available(event.at);
  if (data.availableMicros !== available)
    return `${event.type} says ${data.availableMicros}, not ${available}`;
  const isGone = event.type === 'CreditsExhausted';
  if (isGone !== (available === 0n)) return `${event.type} though ${available} are available`;
  if (isGone === model.creditsGone) return `${event.type} is told twice`;
  model.creditsGone = isGone;
  return undefined;
}

function limitCrossed(model: AccountModel, type: string, data: Data): string | undefined {
  const most = TIERS[model.tier!].images_daily;
  const units = model.imagesOf(data.window);
  if (data.limit !== 'images_daily') return `${type} of ${data.limit}, which is never told`;
  if (Number(data.usedUnits + data.heldUnits) !== units || Number(data.limitValue) !== most) {
    return `${type} says ${data.usedUnits} + ${data.heldUnits} of ${data.limitValue}, not ${units} of ${most}`;
  }
  const before = model.reached.get(data.window);
  const isReached = type === 'LimitReached';
  if (isReached !== units >= most) return `${type} at ${units} of ${most}`;
  if (isReached ? before !== undefined : before !== 'reached') return `${type} is told twice`;
  model.reached.set(data.window, isReached ? 'reached' : 'recovered');
  return undefined;
}

/** What a decision must have told: that the last credit is set aside, that nothing more fits today. */
export function mustTell(
  model: AccountModel,
  before: { readonly available: bigint; readonly creditsGone: boolean },
  now: string,
): string | undefined {
  const isGone = model.available(now) === 0n;
  if (before.available > 0n && isGone && !model.creditsGone) return 'tells nobody that the credits are gone';
  const most = TIERS[model.tier!].images_daily;
  const day = now.slice(0, 10);
  if (most > 0 && model.imagesOf(day) >= most && !model.reached.has(day)) {
    return 'tells nobody that the limit of images is reached';
  }
  return undefined;
}
