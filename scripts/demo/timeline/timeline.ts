import { PlannedRequest } from '../calibration/plan-request';
import { FinishQueue } from './finish-queue';
import { Moment } from './moment';

/**
 * Arrivals and completions in the order in which they happen. What finishes at the very instant of an
 * arrival comes first: its slot and its credits are free again. Memory grows with what runs at once, not
 * with the trace.
 */
export async function* timeline(
  arrivals: AsyncIterable<PlannedRequest> | Iterable<PlannedRequest>,
): AsyncGenerator<Moment> {
  const running = new FinishQueue();
  for await (const request of arrivals) {
    for (let next = running.peek(); next && next.atMs <= request.atMs; next = running.peek()) {
      yield running.take();
    }
    running.add({ kind: 'finishes', atMs: request.atMs + request.durationMs, request });
    yield { kind: 'arrives', atMs: request.atMs, request };
  }
  while (running.peek()) yield running.take();
}
