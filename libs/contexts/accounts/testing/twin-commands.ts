import { adjustCredits } from '../commands/adjust-credits/adjust-credits';
import { cancelGeneration } from '../commands/cancel-generation/cancel-generation';
import { changeTier } from '../commands/change-tier/change-tier';
import { closeAccount } from '../commands/close-account/close-account';
import { completeGeneration } from '../commands/complete-generation/complete-generation';
import { extendHold } from '../commands/extend-hold/extend-hold';
import { failGeneration } from '../commands/fail-generation/fail-generation';
import { grantCredits } from '../commands/grant-credits/grant-credits';
import { moveGauge } from '../commands/move-gauge/move-gauge';
import { overrideLimit } from '../commands/override-limit/override-limit';
import { recordUsage } from '../commands/record-usage/record-usage';
import { refundGeneration } from '../commands/refund-generation/refund-generation';
import { removeLimitOverride } from '../commands/remove-limit-override/remove-limit-override';
import { removeUsage } from '../commands/remove-usage/remove-usage';
import { reopenAccount } from '../commands/reopen-account/reopen-account';
import { requestGeneration } from '../commands/request-generation/request-generation';
import { takeBackPurchase } from '../commands/take-back-purchase/take-back-purchase';
import { voidLot } from '../commands/void-lot/void-lot';
import { CreditType } from '../domain/account-events';
import {
  adjustSubjects,
  grantSubjects,
  refundSubjects,
  requestSubjects,
  orderReference,
  resolvedSubjects,
  takeBackSubjects,
  voidSubjects,
} from '../domain/subjects';
import type { Compared, Twins } from './twins';
import type { ModelGeneration } from './account-model';
import { after } from './model-jobs';
import { asUnits, limitOf, micros } from './model-policy';
import { PLAIN_COMPLETION, PLAIN_GRANT, PLAIN_REQUEST } from './plain-commands';
import { Step, StepOf } from './random-steps';

type Ask<Kind extends Step['kind']> = (twins: Twins, step: StepOf<Kind>) => Compared;
type Asks = { readonly [Kind in Exclude<Step['kind'], 'edit'>]: Ask<Kind> };

const REASON = 'a reason';
const NOBODY = 'nobody';

/** Every kind of step, as it is asked of the account and of the model. */
const asks: Asks = {
  grant: (twins, step) => {
    const { type, priority, reference, paid } = step;
    const { scenario, model, now, nextId } = twins;
    const amountMicros = micros(step.credits);
    const effectiveAt = after(now, step.effectiveIn * 1000);
    const expiresAt = step.expiresIn === null ? null : after(now, step.expiresIn * 1000);
    const rollover = step.rollover && { capMicros: micros(step.rollover.credits), days: step.rollover.days };
    const terms = { amountMicros, priority, effectiveAt, expiresAt, reference, rollover };
    const purchaseAmount = paid === null ? null : { amountMinor: paid, currency: 'USD' };
    const command = { ...PLAIN_GRANT, ...terms, creditType: type as CreditType, purchaseAmount };
    const told = scenario.when(grantCredits, command, grantSubjects);
    return { told, expected: model.grant({ ...terms, id: nextId, type, granted: amountMicros, paid }, now) };
  },
  request: (twins, step) => {
    const { action, model, actor, asked, timeoutSeconds, again } = step;
    const earlier = again ? pickedJob(twins, step) : undefined;
    const id = earlier?.id ?? `g-${twins.nextId}`;
    const payload = again?.payload ?? 'a';
    const facts = {
      action,
      model,
      actorUserId: actor,
      estimate: asked,
      timeoutSeconds,
      payloadHash: payload,
    };
    const { nextId } = twins;
    const command = { ...PLAIN_REQUEST, ...facts, generationId: id };
    const told = twins.scenario.when(requestGeneration, command, requestSubjects);
    const asking = { id, action, model, actor, asked, payload, timeoutSeconds, drawnAs: nextId };
    return { told, expected: twins.jobs.request(asking, twins.now) };
  },
  complete: (twins, step) => {
    const job = pickedJob(twins, step);
    const usage = step.asked ?? { quantity: null, inputTokens: null, outputTokens: null };
    const command = { ...PLAIN_COMPLETION, generationId: job?.id ?? NOBODY, usage };
    const told = twins.scenario.when(
      completeGeneration,
      { ...command, virtualCostUsdMicros: step.toldCost },
      resolvedSubjects,
    );
    return of(told, job, (known) =>
      twins.jobs.complete(known, step.asked ?? {}, { toldCost: step.toldCost, now: twins.now }),
    );
  },
  failed: (twins, step) => {
    const job = pickedJob(twins, step);
    const command = { generationId: job?.id ?? NOBODY, errorCode: null, sealed: null, processingMs: null };
    const told = twins.scenario.when(failGeneration, command, resolvedSubjects);
    return of(told, job, (known) => twins.jobs.end(known, 'failed'));
  },
  cancelled: (twins, step) => {
    const job = pickedJob(twins, step);
    const command = { generationId: job?.id ?? NOBODY, reason: null, byAdmin: false };
    const told = twins.scenario.when(cancelGeneration, command, resolvedSubjects);
    return of(told, job, (known) => twins.jobs.end(known, 'cancelled'));
  },
  extend: (twins, step) => {
    const job = pickedJob(twins, step);
    const command = { generationId: job?.id ?? NOBODY, timeoutSeconds: step.seconds };
    const told = twins.scenario.when(extendHold, command, resolvedSubjects);
    const { closed } = twins.model;
    if (!job) return { told, expected: closed ? 'account-closed' : 'generation-not-found' };
    return { told, expected: twins.jobs.extend(job, step.seconds, twins.now) };
  },
  record: (twins, { action, model, actor, asked, status, toldCost }) => {
    const { nextId, scenario, jobs, now } = twins;
    const nothing = { subtype: null, service: null, project: null, durationMs: null, errorCode: null };
    const facts = { action, model, actorUserId: actor, usage: asked, status, virtualCostUsdMicros: toldCost };
    const told = scenario.when(recordUsage, { ...nothing, ...facts, sealed: null, attributes: {} });
    const act = { action, model, actor, asked, status, toldCost, drawnAs: nextId };
    return { told, expected: jobs.record(act, now) };
  },
  refund: (twins, step) => {
    const { nextId, scenario, jobs, now } = twins;
    const { reference } = step;
    const amountMicros = step.credits === null ? null : micros(step.credits);
    const generationId = pickedJob(twins, step)?.id ?? NOBODY;
    const command = { generationId, amountMicros, reference, reason: REASON };
    const told = scenario.when(refundGeneration, command, refundSubjects);
    const asked = { id: nextId, job: generationId, micros: amountMicros, reference };
    return { told, expected: jobs.refund(asked, now) };
  },
  void: (twins, step) => {
    const { scenario, model } = twins;
    if (step.by !== 'lot') {
      const [type, reference] = step.by.split('/') as [CreditType, string];
      const command = { of: { creditType: type, reference }, reason: REASON };
      return {
        told: scenario.when(voidLot, command, voidSubjects),
        expected: model.takings.voidLots({ type, reference }),
      };
    }
    const { all } = model.lots;
    const lotId = all[step.pick % Math.max(1, all.length)]?.id ?? NOBODY;
    const told = scenario.when(voidLot, { of: { lotId }, reason: REASON }, voidSubjects);
    return { told, expected: model.takings.voidLots({ id: lotId }) };
  },
  'take-back': (twins, { held, credits, reference, ...step }) => {
    const order = (held && twins.model.takings.heldOrder()) || step.order;
    const amountMicros = micros(credits);
    const command = { orderId: order, reference, amountMicros, reason: REASON };
    const told = twins.scenario.when(takeBackPurchase, command, takeBackSubjects);
    return { told, expected: twins.model.takings.takeBack(orderReference(order), amountMicros, reference) };
  },
  adjust: (twins, { credits, reference }) => {
    const { nextId, scenario, model, now } = twins;
    const amountMicros = micros(credits);
    const told = scenario.when(adjustCredits, { amountMicros, reference, reason: REASON }, adjustSubjects);
    return { told, expected: model.adjust(nextId, amountMicros, reference, now) };
  },
  override: (twins, { limit, member, value, untilIn }) => {
    const { scenario, model, now } = twins;
    const until = untilIn === null ? null : after(now, untilIn * 1000);
    const told = scenario.when(overrideLimit, { limit, member, value, until, reason: REASON });
    const entry = limitOf(model.policy, limit);
    const isWhole = entry?.measure === 'count' || entry?.measure === 'tokens';
    const expected = (): string => {
      if (!entry) return 'unknown-limit';
      if (isWhole && !/^(-1|\d+)$/.test(value)) return 'limit-value-invalid';
      return model.overrideLimit({ limit, member }, asUnits(entry.measure, value), until, now);
    };
    return { told, expected: expected() };
  },
  'remove-override': (twins, { limit, member }) => {
    const told = twins.scenario.when(removeLimitOverride, { limit, member, reason: REASON });
    return { told, expected: twins.model.removeOverride({ limit, member }) };
  },
  'remove-usage': (twins, { limit, member, quantity }) => {
    const command = { limit, member, quantity, actorUserId: null, reason: null };
    const told = twins.scenario.when(removeUsage, command);
    return { told, expected: twins.jobs.removeUsage({ limit, member }, quantity, twins.now) };
  },
  gauge: (twins, { limit, member, move }) => {
    const command = { limit, member, move: move as { to: bigint } | { by: bigint } };
    const told = twins.scenario.when(moveGauge, { ...command, actorUserId: null, reason: null });
    return { told, expected: twins.jobs.moveGauge({ limit, member }, command.move, twins.now) };
  },
  tier: (twins, { tier, plan, period }) => ({
    told: twins.scenario.when(changeTier, { tier, plan, period, reason: REASON }),
    expected: twins.model.changeTier(tier, plan, period),
  }),
  close: (twins) => ({
    told: twins.scenario.when(closeAccount, { reason: REASON }),
    expected: twins.model.close(),
  }),
  reopen: (twins) => ({
    told: twins.scenario.when(reopenAccount, { reason: REASON }),
    expected: twins.model.reopen(),
  }),
};

export function asksOf(twins: Twins, step: Exclude<Step, { kind: 'edit' }>): Compared {
  return asks[step.kind](twins, step as never);
}

function pickedJob({ model }: Twins, { pick }: { readonly pick: number }): ModelGeneration | undefined {
  const { generations } = model;
  return generations.at(-1 - (pick % Math.max(1, generations.length)));
}

function of(
  told: Compared['told'],
  job: ModelGeneration | undefined,
  expected: (job: ModelGeneration) => string,
): Compared {
  return { told, expected: job ? expected(job) : 'generation-not-found' };
}
