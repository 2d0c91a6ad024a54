import { addSeconds, epochMsOf, timestamp } from '../time';
import { invariant } from '../invariant';
import { LimitKind } from './limit-kind';
import { remembering } from '../remembering';

/** A rolling limit's memory is its duration in so many buckets. */
const BUCKETS = 60;
const SEPARATOR = '/';

/**
 * Any stretch of the limit's duration, in 60 buckets. A unit counts from its request until its whole bucket
 * has left, so that no exact window is ever exceeded (it may count a bucket too long, never too short). The
 * key is `<bucket's start>/<duration in seconds>`.
 */
export const rolling: LimitKind = {
  name: 'rolling',
  endsWithHold: false,
  slides: true,
  windowOf: (now, { durationSeconds }) => {
    invariant(durationSeconds !== null, 'a rolling limit names its duration');
    const bucketMs = (durationSeconds / BUCKETS) * 1000;
    const start = timestamp(Math.floor(epochMsOf(now) / bucketMs) * bucketMs);
    return start + SEPARATOR + durationSeconds;
  },
  startOf: () => null,
  endsAt: remembering((window) => {
    const [start, durationSeconds] = window.split(SEPARATOR);
    return addSeconds(start!, Number(durationSeconds) * (1 + 1 / BUCKETS));
  }),
};
