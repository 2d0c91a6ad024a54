import { formatCredits } from '@ledgerline/kernel';
import { DEMO_ACTION, DEMO_MODEL, DemoOffer } from '../calibration/demo-offer';
import { PlannedRequest } from '../calibration/plan-request';
import { JsonBody } from './ledger-client';

/** One command as the API takes it. */
export interface ScriptedCommand {
  readonly path: string;
  readonly idempotencyKey: string;
  readonly body: JsonBody;
}

export interface ScriptOptions {
  /** Part of each account's name, so that a second run meets fresh accounts. */
  readonly runId: string;
  readonly seed: string;
  readonly offer: DemoOffer;
  readonly timeoutSeconds: number;
}

const MEMBERS_PER_ACCOUNT = 5;
/** What such a model cost its provider per million tokens, in US dollars. */
const PROVIDER_USD_PER_MILLION = { input: 0.15, output: 0.6 };

/** Which commands a demo account sends, and under which idempotency keys: seed and line, nothing else. */
export function accountScript({ runId, seed, offer, timeoutSeconds }: ScriptOptions) {
  const accountIdOf = (rank: number) => `demo-${runId}-${String(rank + 1).padStart(3, '0')}`;
  const generationIdOf = (line: number) => `demo-${runId}-line-${line}`;
  const generationsOf = ({ accountRank }: PlannedRequest) =>
    `/v1/accounts/${accountIdOf(accountRank)}/generations`;
  return {
    accountIdOf,
    open(rank: number): ScriptedCommand {
      const body = { owner: { kind: 'workspace', id: accountIdOf(rank) }, tier: offer.tierOf(rank) };
      return { path: '/v1/accounts', idempotencyKey: `${seed}/open/${rank}`, body };
    },
    grant(rank: number): ScriptedCommand {
      const tier = offer.tierOf(rank);
      return {
        path: `/v1/accounts/${accountIdOf(rank)}/grants`,
        idempotencyKey: `${seed}/grant/${rank}`,
        body: {
          type: 'SUBSCRIPTION_GRANT',
          credits: formatCredits(offer.tiers[tier].grantMicros),
          reason: `${tier} plan of the demo`,
          reference: `demo-${runId}-plan`,
        },
      };
    },
    reserve(request: PlannedRequest): ScriptedCommand {
      const { line, contextTokens, accountRank } = request;
      const body = {
        action: DEMO_ACTION,
        generationId: generationIdOf(line),
        actorUserId: `member-${accountRank + 1}-${line % MEMBERS_PER_ACCOUNT}`,
        ...{ operation: 'chat', service: 'demo', model: DEMO_MODEL, project: `project-${line % 3}` },
        prompt: `Request ${line} of the trace, ${contextTokens} tokens long`,
        attributes: { traceLine: line },
        estimate: { quantity: 1, inputTokens: contextTokens, outputTokens: offer.outputTokensMax },
        timeoutSeconds,
      };
      return { path: generationsOf(request), idempotencyKey: `${seed}/${line}/reserve`, body };
    },
    resolve(request: PlannedRequest): ScriptedCommand {
      const { line, fails } = request;
      const path = `${generationsOf(request)}/${generationIdOf(line)}/${fails ? 'fail' : 'complete'}`;
      const body = fails ? failure(request) : completion(request);
      return { path, idempotencyKey: `${seed}/${line}/resolve`, body };
    },
  };
}

export type AccountScript = ReturnType<typeof accountScript>;

function failure({ durationMs }: PlannedRequest): JsonBody {
  const error = 'The model stopped answering.';
  return { errorCode: 'model-failed', error, processingMs: Math.round(durationMs) };
}

function completion({ contextTokens, generatedTokens, durationMs }: PlannedRequest): JsonBody {
  const { input, output } = PROVIDER_USD_PER_MILLION;
  const costUsd = (contextTokens * input + generatedTokens * output) / 1e6;
  return {
    usage: { quantity: 1, inputTokens: contextTokens, outputTokens: generatedTokens },
    processingMs: Math.round(durationMs),
    virtualCostUsd: costUsd.toFixed(6),
  };
}
