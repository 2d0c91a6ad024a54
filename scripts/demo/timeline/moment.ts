import { PlannedRequest } from '../calibration/plan-request';

/** One thing that happens on the trace's time. */
export interface Moment {
  readonly kind: 'arrives' | 'finishes';
  readonly atMs: number;
  readonly request: PlannedRequest;
}
