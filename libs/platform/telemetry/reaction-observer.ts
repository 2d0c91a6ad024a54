import { Logger } from './logger';
import { Metrics } from './metrics';

/** Counts what the reactions tell, and logs what somebody must act on. */
export function reactionObserver(metrics: Metrics, logger: Logger) {
  return {
    advanced: () => undefined,
    handled: (input: { reaction: string; outcome: string }): void => metrics.reactionInputs.inc({ ...input }),
    // A field named key would be taken for a secret.
    halted: ({ reaction, key: inputsOf, stream, position, eventType, reason }: HaltedInput): void =>
      logger.error(
        { reaction, inputsOf, stream, position, eventType, reason },
        'a reaction halted: later inputs of its key stand behind it',
      ),
    faultMet: ({ reaction, error, retryInMs }: FaultOfReaction): void => {
      metrics.reactionFaults.inc();
      logger.warn({ reaction, err: error, retryInMs }, 'a reaction is tried again');
    },
    leads: (leads: boolean): void => {
      metrics.reactionsLead.set(leads ? 1 : 0);
      logger.info(leads ? 'this process does the reactions' : 'this process stands by for the reactions');
    },
    begins: ({ paused, lacking }: { paused: readonly string[]; lacking: readonly string[] }): void => {
      if (paused.length > 0) logger.warn({ paused }, 'reactions are paused: what is for them is kept');
      if (lacking.length > 0)
        logger.warn({ lacking }, 'this build lacks reactions: what is for them passes by');
    },
  };
}

/** Puts measured lags and counts into the gauges. */
export function recordReactionLag(
  metrics: Metrics,
  { events, seconds, items, paused }: LagOfReactions,
): void {
  metrics.reactionLagEvents.set(events);
  metrics.reactionLagSeconds.set(seconds);
  metrics.reactionItems.reset();
  for (const { reaction, state, count } of items) metrics.reactionItems.set({ reaction, state }, count);
  metrics.reactionsPaused.reset();
  for (const { reaction } of paused) metrics.reactionsPaused.set({ reaction }, 1);
}

interface HaltedInput {
  readonly reaction: string;
  readonly key: string;
  readonly stream: string;
  readonly position: string;
  readonly eventType: string;
  readonly reason: string;
}

interface FaultOfReaction {
  readonly reaction?: string;
  readonly error: unknown;
  readonly retryInMs: number;
}

interface LagOfReactions {
  readonly events: number;
  readonly seconds: number;
  readonly items: readonly { readonly reaction: string; readonly state: string; readonly count: number }[];
  readonly paused: readonly { readonly reaction: string }[];
}
