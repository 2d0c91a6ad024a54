import { addSeconds, Timestamp } from '../time';
import { LimitKind } from './limit-kind';

const HOUR_SECONDS = 3600;
const BUCKET_SECONDS = 60;

/**
 * Any 60 minutes, in buckets of one minute. A unit counts from its request until its whole bucket has left
 * the hour, so that no exact window of an hour is ever exceeded (it may count up to a minute too long, never
 * too short).
 */
export const rollingHour: LimitKind = {
  name: 'rolling-hour',
  endsWithHold: false,
  windowOf: (now) => now.slice(0, 16),
  isLive: (window, now) => leavesAt(window) > now,
  startOf: () => null,
  resetAt: (now, { live, limit, quantity }) => {
    let units = live.reduce((sum, bucket) => sum + bucket.units, 0n);
    if (units + quantity <= limit) return now;
    for (const bucket of live) {
      units -= bucket.units;
      if (units + quantity <= limit) return leavesAt(bucket.window);
    }
    return null;
  },
};

function leavesAt(window: string): Timestamp {
  return addSeconds(`${window}:00.000Z`, BUCKET_SECONDS + HOUR_SECONDS);
}
