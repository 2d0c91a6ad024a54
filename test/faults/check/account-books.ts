import { ProjectedEvent } from '@ledgerline/platform/projections';
import { Ask } from '../load/command';
import { AccountModel } from './account-model';
import { crossed, isCrossing, mustTell } from './crossing-check';
import { Expected, expectOf, REFUSALS_PER_MINUTE, sharesText } from './expect';

// Events of every type are looked at by the names of their members.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Data = any;

/** One account, replayed from the log: says in words where the log and the model part. */
export class AccountBooks {
  readonly model = new AccountModel();

  /** What time caused, on its own or as the last facts of a command. */
  timePassed(event: ProjectedEvent): string | undefined {
    const { type, data, at } = event;
    const { model } = this;
    const facts = data as Data;
    if (isCrossing(event)) return crossed(model, event);
    switch (type) {
      case 'GenerationExpired': {
        const hold = model.holds.get(facts.generationId);
        if (!hold) return `expires ${facts.generationId}, which is not open`;
        if (hold.deadlineAt > at) return `expires ${facts.generationId} before ${hold.deadlineAt}`;
        if (textOf(facts.returned) !== sharesText(hold.shares)) return `returns ${textOf(facts.returned)}`;
        model.release(facts.generationId, 'expired', 0);
        return this.after(facts);
      }
      case 'LotLapsed': {
        const lot = model.lots.find(({ id }) => id === facts.lotId);
        if (!lot) return `lapses lot ${facts.lotId}, which has nothing left`;
        if (lot.expiresAt === null || lot.expiresAt > at) return `lapses lot ${lot.id} too early`;
        const free = lot.left - lot.held;
        if (facts.amountMicros !== free || free === 0n) {
          return `lapses ${facts.amountMicros} of lot ${lot.id}, of which ${free} is neither spent nor held`;
        }
        model.lapse(lot);
        return this.after(facts);
      }
      case 'CreditsGranted': {
        const lot = model.refill(at);
        if (!lot || lot.id !== facts.lotId) return `grants ${facts.lotId} though no refill is due`;
        if (lot.left !== facts.amountMicros || lot.expiresAt !== facts.expiresAt) return 'refills otherwise';
        return this.after(facts);
      }
      default:
        return `${type} is nothing that time causes`;
    }
  }

  /** A command's facts in their order; what must have come of it, or in words what is wrong. */
  decided(
    ask: Ask,
    events: readonly ProjectedEvent[],
  ): { readonly expected?: Expected; readonly wrong?: string } {
    const { model } = this;
    const [first, ...rest] = events as [ProjectedEvent, ...ProjectedEvent[]];
    const now = first.at;
    const overdue = model.overdue(now);
    if (overdue) return { wrong: `decides at ${now} though this is not recorded: ${overdue}` };
    const before = { available: model.available(now), creditsGone: model.creditsGone };
    const expected = expectOf(model, ask, { now, commandId: first.metadata.commandId! });
    if (!expected) return {};
    const found = first.data as Data;
    if (first.type !== expected.event) {
      return { expected, wrong: `records ${first.type} ${found.reason ?? ''}, not ${wordsOf(expected)}` };
    }
    if (expected.reason && found.reason !== expected.reason) {
      return { expected, wrong: `records ${found.reason}, not ${expected.reason}` };
    }
    for (const [name, text] of Object.entries(expected.facts ?? {})) {
      if (textOf(found[name]) !== text)
        return { expected, wrong: `${name}: ${textOf(found[name])}, not ${text}` };
    }
    const wrong = this.follows(first, rest) ?? this.refusalsKept(first) ?? mustTell(model, before, now);
    return wrong ? { expected, wrong } : { expected };
  }

  private follows(first: ProjectedEvent, rest: readonly ProjectedEvent[]): string | undefined {
    if (first.type === 'AccountOpened') {
      const trial = rest[0]?.data as Data;
      if (rest.length !== 1 || trial.lotId !== 'trial') return 'opens without its trial grant';
      return this.after(trial);
    }
    const after = this.after(first.data as Data);
    if (after) return after;
    for (const event of rest) {
      const wrong = this.timePassed(event);
      if (wrong) return wrong;
    }
    return undefined;
  }

  private refusalsKept({ type, at }: ProjectedEvent): string | undefined {
    if (type !== 'CommandRefused') return undefined;
    const { refusals } = this.model;
    const minute = at.slice(0, 16);
    refusals.count = refusals.minute === minute ? refusals.count + 1 : 1;
    refusals.minute = minute;
    return refusals.count > REFUSALS_PER_MINUTE
      ? `records refusal ${refusals.count} of one minute`
      : undefined;
  }

  private after({ after }: Data): string | undefined {
    if (!after) return undefined;
    const { balance, held } = this.model;
    if (after.balanceMicros === balance && after.heldMicros === held) return undefined;
    return `leaves ${after.balanceMicros} with ${after.heldMicros} held, not ${balance} with ${held} held`;
  }
}

function textOf(value: Data): string {
  if (!Array.isArray(value)) return String(value);
  return value.map(({ lotId, amountMicros }: Data) => `${lotId}:${amountMicros}`).join(' ');
}

function wordsOf({ event, reason }: Expected): string {
  return reason ? `${event} ${reason}` : event;
}
