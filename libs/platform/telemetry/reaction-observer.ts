import type { ReactionLag, ReactionObserver } from '@ledgerline/platform/reactions';
import { Logger } from './logger';
import { Metrics } from './metrics';

/** Counts what the reactions tell, and logs what somebody must act on. */
export function reactionObserver(metrics: Metrics, logger: Logger): ReactionObserver {
  return {
    advanced: () => undefined,
    handled: (input) => metrics.reactionInputs.inc({ ...input }),
    halted: ({ reaction, key: inputsOf, stream, position, eventType, reason }) =>
      logger.error(
        { reaction, inputsOf, stream, position, eventType, reason },
        'a reaction halted: later inputs of its key stand behind it',
      ),
    faultMet: ({ reaction, error, retryInMs }) => {
      metrics.reactionFaults.inc();
      logger.warn({ reaction, err: error, retryInMs }, 'a reaction is tried again');
    },
    leads: (leads) => {
      metrics.reactionsLead.set(leads ? 1 : 0);
      logger.info(leads ? 'this process does the reactions' : 'this process stands by for the reactions');
    },
  };
}

/** Puts measured lags and counts into the gauges. */
export function recordReactionLag(metrics: Metrics, { events, seconds, items }: ReactionLag): void {
  metrics.reactionLagEvents.set(events);
  metrics.reactionLagSeconds.set(seconds);
  metrics.reactionItems.reset();
  for (const { reaction, state, count } of items) metrics.reactionItems.set({ reaction, state }, count);
}
