import type { AccountModel } from '../../../libs/contexts/accounts/testing/account-model';
import type { Step, StepOf } from '../../../libs/contexts/accounts/testing/random-steps';

export type AskedStep = Exclude<Step, { kind: 'edit' }>;

/** A step as a request, and as the step it was once it is known when and on what it was decided. */
export interface HttpStep {
  /** Below the account's. */
  readonly path: string;
  readonly body: object;
  readonly decided: (model: AccountModel, nowMs: number) => AskedStep;
}

/** What the callers of an account have been told of. */
export interface Known {
  /** Generations that were accepted, with the bodies that asked for them. */
  readonly generations: { readonly id: string; readonly body: object }[];
  readonly lots: string[];
}

interface Asking {
  readonly known: Known;
  readonly nowMs: number;
  readonly commandId: string;
}

type ToHttp<Kind extends Step['kind']> = (step: StepOf<Kind>, asking: Asking) => HttpStep | undefined;

const BECAUSE = { reason: 'a reason' };
/** What takes minutes in a model's life takes a second here, so that it ends while somebody still asks. */
const HASTE = 300;

const toHttp: { readonly [Kind in AskedStep['kind']]: ToHttp<Kind> } = {
  grant: (step, { nowMs }) => {
    const { type, credits, priority, reference, paid } = step;
    // Over HTTP an adjustment is a command of its own, and nothing that rolls over is nothing to ask for.
    if (type === 'ADMIN_ADJUSTMENT') return undefined;
    const rollover = step.rollover?.credits ? step.rollover : null;
    const effectiveAt = instant(step.effectiveIn || null, nowMs);
    const expiresAt = instant(step.expiresIn, nowMs);
    const body = given({
      ...{ type, credits: String(credits), priority, reference, effectiveAt, expiresAt, ...BECAUSE },
      rollover: rollover && { cap: String(rollover.credits), days: rollover.days },
      purchaseAmount: paid === null ? null : { amount: (Number(paid) / 100).toFixed(2), currency: 'USD' },
    });
    return {
      ...{ path: 'grants', body },
      decided: (_, now) => {
        const effectiveIn = seconds(effectiveAt, now) ?? 0;
        return { ...step, rollover, effectiveIn, expiresIn: seconds(expiresAt, now) };
      },
    };
  },
  request: (step, { known, commandId }) => {
    const { action, model, actor, asked, again, pick } = step;
    const earlier = again
      ? known.generations.at(-1 - (pick % Math.max(1, known.generations.length)))
      : undefined;
    const timeoutSeconds = Math.max(1, Math.round(step.timeoutSeconds / HASTE));
    const generationId = earlier?.id ?? `g-${commandId}`;
    const own = { action, generationId, model, actorUserId: actor, estimate: given(asked), timeoutSeconds };
    const body = again?.payload === 'a' && earlier ? earlier.body : given({ ...own, prompt: earlier && 'b' });
    return {
      ...{ path: 'generations', body },
      decided: (account) => {
        const about = earlier ? pickOf(account, earlier.id) : 0;
        return { ...step, timeoutSeconds, again: earlier ? again : null, pick: about };
      },
    };
  },
  complete: (step, asking) =>
    ofGeneration(step, asking, 'complete', {
      ...(step.asked && { usage: given(step.asked) }),
      ...toldCostOf(step),
    }),
  failed: (step, asking) => ofGeneration(step, asking, 'fail', {}),
  cancelled: (step, asking) => ofGeneration(step, asking, 'cancel', {}),
  extend: (step, asking) => {
    const hasty = { ...step, seconds: Math.max(1, Math.round(step.seconds / HASTE)) };
    return ofGeneration(hasty, asking, 'extend', { timeoutSeconds: hasty.seconds });
  },
  record: (step) => {
    const { action, model, actor, asked, status } = step;
    const body = given({ action, model, actorUserId: actor, status, ...asked, ...toldCostOf(step) });
    return { path: 'usage', body, decided: () => step };
  },
  refund: (step, asking) => {
    const credits = step.credits === null ? null : String(step.credits);
    return ofGeneration(step, asking, 'refund', given({ credits, reference: step.reference, ...BECAUSE }));
  },
  void: (step, { known: { lots } }) => {
    if (step.by !== 'lot') {
      const [type, reference] = step.by.split('/');
      return { path: 'lots/void', body: { type, reference, ...BECAUSE }, decided: () => step };
    }
    const lotId = lots[step.pick % Math.max(1, lots.length)];
    if (lotId === undefined) return undefined;
    const pick = (account: AccountModel) => account.lots.all.findIndex(({ id }) => id === lotId);
    return {
      ...{ path: 'lots/void', body: { lotId, ...BECAUSE } },
      decided: (account) => ({ ...step, pick: pick(account) }),
    };
  },
  'take-back': (step) => {
    const { order: orderId, reference } = step;
    const body = { orderId, reference, credits: String(step.credits), ...BECAUSE };
    return { path: 'purchases/take-back', body, decided: () => ({ ...step, held: false }) };
  },
  adjust: (step) => {
    const body = given({ credits: String(step.credits), reference: step.reference, ...BECAUSE });
    return { path: 'adjustments', body, decided: () => step };
  },
  override: (step, { nowMs }) => {
    const { limit, member, value } = step;
    const until = instant(step.untilIn, nowMs);
    return {
      ...{ path: `limits/${limit}/override`, body: given({ member, value, until, ...BECAUSE }) },
      decided: (_, now) => ({ ...step, untilIn: seconds(until, now) }),
    };
  },
  'remove-override': (step) => {
    const body = given({ member: step.member, ...BECAUSE });
    return { path: `limits/${step.limit}/override/remove`, body, decided: () => step };
  },
  'remove-usage': (step) => {
    const body = given({ member: step.member, quantity: Number(step.quantity) });
    return { path: `limits/${step.limit}/remove`, body, decided: () => step };
  },
  gauge: (step) => {
    const [[how, units]] = Object.entries(step.move) as [[string, bigint]];
    const body = given({ member: step.member, [how]: Number(units) });
    return { path: `limits/${step.limit}/gauge`, body, decided: () => step };
  },
  tier: (step) => {
    const { tier, plan, period } = step;
    return { path: 'tier', body: given({ tier, plan, period, ...BECAUSE }), decided: () => step };
  },
  close: (step) => ({ path: 'close', body: BECAUSE, decided: () => step }),
  reopen: (step) => ({ path: 'reopen', body: BECAUSE, decided: () => step }),
};

/** Undefined where it asks about something and nobody has been told of any yet. */
export function httpStepOf(step: AskedStep, asking: Asking): HttpStep | undefined {
  return toHttp[step.kind](step as never, asking);
}

function ofGeneration<Asked extends AskedStep & { readonly pick: number }>(
  step: Asked,
  { known: { generations } }: Asking,
  verb: string,
  body: object,
): HttpStep | undefined {
  const id = generations.at(-1 - (step.pick % Math.max(1, generations.length)))?.id;
  if (id === undefined) return undefined;
  return {
    ...{ path: `generations/${id}/${verb}`, body },
    decided: (account) => ({ ...step, pick: pickOf(account, id) }),
  };
}

/** What the model's own choice has to be, for it to choose this one. */
function pickOf({ generations }: AccountModel, id: string): number {
  return generations.length - 1 - generations.findIndex((generation) => generation.id === id);
}

function toldCostOf({ toldCost }: { readonly toldCost: bigint | null }) {
  return toldCost === null ? {} : { virtualCostUsd: (Number(toldCost) / 1_000_000).toFixed(6) };
}

function instant(inSeconds: number | null, nowMs: number): string | null {
  return inSeconds === null ? null : new Date(nowMs + Math.round((inSeconds * 1_000) / HASTE)).toISOString();
}

/** From a decision until an instant. */
function seconds(at: string | null, nowMs: number): number | null {
  return at === null ? null : (Date.parse(at) - nowMs) / 1_000;
}

/** Without what is null: a body says nothing of it. */
function given(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}
