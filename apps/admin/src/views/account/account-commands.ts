import type { AccountRow, Generation, Limit, Lot } from '../../api/contract';
import { accountPath } from '../../api/queries';
import { formatCredits } from '../../figures/credits';
import type { CommandField, PageCommand } from '../../commands/page-command';

/* What an admin may do to an account from its page; each asks for a reason. */

const GRANT_TYPES = ['BONUS', 'PURCHASE', 'SUBSCRIPTION_GRANT', 'REFERRAL_REWARD'];
const CREDITS = { name: 'credits', label: 'Credits', hint: 'e.g. 12.5', pattern: '\\d+(\\.\\d{1,6})?' };
const REFERENCE: CommandField = {
  ...{ name: 'reference', label: 'Reference', isOptional: true },
  hint: 'The payment, ticket or complaint behind it',
};

export function grant({ accountId }: AccountRow): PageCommand {
  return {
    ...{ accountId, title: 'Grant credits', verb: 'Grant', path: `${accountPath(accountId)}/grants` },
    about: `A new lot for ${accountId}. The same reference is granted once.`,
    fields: [
      { name: 'type', label: 'Type', choices: GRANT_TYPES },
      CREDITS,
      { name: 'expires', sentAs: 'expiresAt', label: 'Last day', isDay: true, isOptional: true },
      REFERENCE,
      {
        ...{ name: 'paid', label: 'Paid for it', isOptional: true, hint: 'e.g. 10.00 USD' },
        ...{ pattern: '\\d+(\\.\\d+)? [A-Z]{3}', sentAs: 'purchaseAmount.amount' },
      },
    ],
    bodyOf: ({ expires, paid, ...body }) => ({
      ...body,
      ...(expires && { expiresAt: endOf(expires) }),
      ...(paid && { purchaseAmount: moneyOf(paid) }),
    }),
  };
}

export function adjust({ accountId, available }: AccountRow): PageCommand {
  return {
    ...{ accountId, title: 'Adjust credits', verb: 'Adjust' },
    path: `${accountPath(accountId)}/adjustments`,
    about: `Signed: what is taken comes out of the ${formatCredits(available)} that are available.`,
    fields: [
      { ...CREDITS, label: 'Credits, signed', hint: 'e.g. -25', pattern: '-?\\d+(\\.\\d{1,6})?' },
      REFERENCE,
    ],
    bodyOf: (values) => values,
  };
}

/** What the catalog in force offers an account. */
export interface Offer {
  readonly tiers: readonly string[];
  readonly plans: readonly string[];
}

export function changeTier({ accountId, tier, plan }: AccountRow, offer: Offer): PageCommand {
  return {
    ...{ accountId, title: 'Change tier', verb: 'Change tier', path: `${accountPath(accountId)}/tier` },
    about: 'Other values apply from now on. What was used stays used, what was granted stays granted.',
    fields: [
      { name: 'tier', label: 'Tier', initial: tier, choices: withOwn(offer.tiers, tier) },
      {
        ...{ name: 'plan', label: 'Plan', initial: plan ?? '', isOptional: true },
        choices: ['', ...withOwn(offer.plans, plan)],
      },
    ],
    bodyOf: (values) => values,
  };
}

export function overrideLimit(accountId: string, { name, member, limit, measure }: Limit): PageCommand {
  return {
    ...{ accountId, title: `Override ${name}`, verb: 'Override' },
    path: `${limitPath(accountId, name)}/override`,
    about: `A value of its own for ${member ?? accountId}, before environment, plan and tier.`,
    fields: [
      {
        ...{
          name: 'value',
          label: `Value in ${UNITS[measure]}`,
          initial: limit === null ? '-1' : String(limit),
        },
        ...{ hint: '-1 is unlimited', pattern: '-1|\\d+(\\.\\d{1,6})?' },
      },
      { name: 'until', label: 'Last day', isDay: true, isOptional: true },
    ],
    bodyOf: ({ until, value }) => ({ value, ...ofMember(member), ...(until && { until: endOf(until) }) }),
  };
}

export function removeOverride(accountId: string, { name, member }: Limit): PageCommand {
  return {
    ...{ accountId, title: `Remove override of ${name}`, verb: 'Remove override', isDanger: true },
    path: `${limitPath(accountId, name)}/override/remove`,
    about: 'The value of environment, plan or tier applies again. What was used stays used.',
    fields: [],
    bodyOf: () => ofMember(member),
  };
}

export function voidLot(accountId: string, { lotId, remaining, held }: Lot): PageCommand {
  const later = Number(held) > 0 ? `; the ${formatCredits(held)} held follow when their work ends` : '';
  return {
    ...{ accountId, title: 'Void this lot?', verb: 'Void lot', isDanger: true },
    path: `${accountPath(accountId)}/lots/void`,
    about: `Of its ${formatCredits(remaining)} credits what is free is taken back at once${later}.`,
    fields: [],
    bodyOf: () => ({ lotId }),
  };
}

export function refund({ accountId, generationId, charged }: Generation): PageCommand {
  const generation = `${accountPath(accountId)}/generations/${encodeURIComponent(generationId)}`;
  return {
    ...{ accountId, title: 'Refund this generation?', verb: 'Refund', path: `${generation}/refund` },
    about: `It was charged ${formatCredits(charged)}. No more than that is given back, once per reference.`,
    fields: [
      { ...CREDITS, isOptional: true, hint: 'All that is left of it' },
      { ...REFERENCE, isOptional: false },
    ],
    bodyOf: (values) => values,
  };
}

/** What the account has stays a choice, though the catalog may offer it no more. */
function withOwn(names: readonly string[], own: string | null): readonly string[] {
  return own === null || names.includes(own) ? names : [...names, own];
}

const UNITS: Readonly<Record<Limit['measure'], string>> = {
  count: 'units',
  tokens: 'tokens',
  credits: 'credits',
  cost: 'US dollars',
};

function limitPath(accountId: string, limit: string): string {
  return `${accountPath(accountId)}/limits/${encodeURIComponent(limit)}`;
}

function ofMember(member: string | null): { readonly member?: string } {
  return member === null ? {} : { member };
}

/** `"10.00 USD"`, as the field's pattern has it. */
function moneyOf(text: string): { readonly amount?: string; readonly currency?: string } {
  const [amount, currency] = text.split(' ');
  return { amount, currency };
}

/** The instant after a UTC day: what lasts through it ends there. */
function endOf(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
}
