import type { Funds, Payout, PayoutMethod, Referral, ReferralProgram } from '../../api/contract';
import { accountPath } from '../../api/queries';
import type { Choice, CommandField, PageCommand } from '../../commands/page-command';
import { moneyText } from '../../figures/money';

/* What is done about programs, referrals and what they earned. */

const METHODS: readonly (Choice & { readonly value: PayoutMethod })[] = [
  { value: 'STORE_CREDIT', text: 'Store credit' },
  { value: 'PAYPAL', text: 'PayPal' },
  { value: 'STRIPE', text: 'Stripe' },
  { value: 'BANK_TRANSFER', text: 'Bank transfer' },
];
const METHOD: CommandField = { name: 'method', label: 'By', choices: METHODS };
const AMOUNT: CommandField = {
  ...{ name: 'amount', label: 'Amount', hint: 'e.g. 25.00', pattern: '\\d+(\\.\\d+)?' },
};
const CURRENCY: CommandField = {
  ...{ name: 'currency', label: 'Currency', hint: 'e.g. USD', pattern: '[A-Z]{3}', initial: 'USD' },
};

export function openProgram(accountId: string): PageCommand {
  return {
    ...{ accountId, title: 'Open a referral program', verb: 'Open', asOwner: true },
    path: `${accountPath(accountId)}/referral-program`,
    about: 'Whoever signs up with the code, and pays, brings a reward.',
    shownIn: '/v1/referral-programs',
    fields: [
      {
        ...{ name: 'code', label: 'Code', hint: '3 to 30 letters, digits, - and _' },
        pattern: '[A-Za-z0-9_\\-]{3,30}',
      },
      { name: 'customUrl', label: 'Leads to', hint: 'https://…', isOptional: true },
      { name: 'message', label: 'Message', hint: 'What those who come read', isOptional: true },
    ],
    bodyOf: (values) => values,
  };
}

/** The link that comes of it is for whoever asked: nobody is written to. */
export function inviteReferee(accountId: string): PageCommand {
  return {
    ...{ accountId, title: 'Invite somebody', verb: 'Invite', asOwner: true },
    path: `${accountPath(accountId)}/referral-program/invitations`,
    about: 'A link of their own. Nothing is told of who they are already.',
    shownIn: '/v1/referrals',
    fields: [
      { name: 'email', label: 'E-mail', hint: 'bob@example.org' },
      { name: 'name', label: 'Name', isOptional: true },
    ],
    bodyOf: (values) => values,
    done: ({ link }) => (link === undefined ? 'Invited.' : `Invited: give them ${location.origin}${link}`),
  };
}

/** Stops a program, or lets it go on. */
export function turnProgram({ accountId, code, status }: ReferralProgram): PageCommand {
  const isActive = status === 'active';
  const verb = isActive ? 'Deactivate' : 'Reactivate';
  return {
    ...{ accountId, title: `${verb} ${code}`, verb, isDanger: isActive },
    path: `${accountPath(accountId)}/referral-program/${isActive ? 'deactivate' : 'reactivate'}`,
    about: isActive
      ? 'New clicks and sign-ups bring nothing. What was earned stays.'
      : 'New clicks and sign-ups are attributed again.',
    shownIn: '/v1/referral-programs',
    fields: [],
    bodyOf: () => ({}),
  };
}

/** Beside the rule: once per referral and beneficiary. */
export function grantReferralReward({ referralId, referrerId }: Referral): PageCommand {
  return {
    ...{ accountId: referralId, title: `Reward for ${referralId}`, verb: 'Reward' },
    path: `${accountPath(referralId)}/referral/rewards`,
    about: 'Beside what the catalog’s rule gives; once per referral and beneficiary. Credits, or money.',
    fields: [
      { name: 'beneficiaryId', label: 'For', initial: referrerId ?? referralId },
      {
        ...{ name: 'credits', label: 'Credits', hint: 'e.g. 50', isOptional: true },
        pattern: '\\d+(\\.\\d{1,6})?',
      },
      { ...AMOUNT, label: 'Or money', sentAs: 'money.amount', hint: 'e.g. 10.00', isOptional: true },
      { ...CURRENCY, label: 'In', sentAs: 'money.currency' },
    ],
    bodyOf: ({ amount, currency, ...body }) => ({ ...body, ...(amount && { money: { amount, currency } }) }),
  };
}

/** Asks for all that is available, unless less is wanted. */
export function requestPayout(accountId: string, [funds]: readonly Funds[]): PageCommand {
  return {
    ...{ accountId, title: 'Ask for a payout', verb: 'Ask', path: `${accountPath(accountId)}/payouts` },
    about: 'What is available, from the catalog’s minimum on. Store credit becomes credits at once.',
    asOwner: true,
    shownIn: '/v1/payouts',
    fields: [
      METHOD,
      { ...AMOUNT, initial: funds?.available ?? '' },
      { ...CURRENCY, initial: funds?.currency ?? 'USD' },
      { name: 'destination', label: 'To', hint: 'E-mail or account', isOptional: true },
      { name: 'notes', label: 'Notes', isOptional: true },
    ],
    bodyOf: (values) => values,
  };
}

export type PayoutAct = 'start' | 'complete' | 'fail' | 'cancel';

const PAYOUT_ACTS: Readonly<Record<PayoutAct, Omit<PageCommand, 'accountId' | 'path' | 'bodyOf'>>> = {
  start: {
    ...{ title: 'Start payout', verb: 'Start', fields: [] },
    about: 'A provider is told to pay; a bank transfer is to be made by hand.',
  },
  complete: {
    ...{ title: 'Complete payout', verb: 'Complete', about: 'The bank transfer was made.' },
    fields: [{ name: 'transactionId', label: 'Transaction', hint: 'As the bank names it' }],
  },
  fail: {
    ...{ title: 'Payout failed', verb: 'Record failure', isDanger: true, asOwner: true },
    about: 'The bank transfer could not be made; its amount is available again.',
    fields: [{ name: 'error', label: 'What went wrong, for the audit' }],
  },
  cancel: {
    ...{ title: 'Cancel payout', verb: 'Cancel payout', decline: 'Keep it', fields: [] },
    about: 'Its amount is available again.',
  },
};

/** What an admin does about a payout: each of them stands in the audit. */
export function payoutAct(payout: Payout, act: PayoutAct): PageCommand {
  const { accountId, payoutId } = payout;
  const words = PAYOUT_ACTS[act];
  return {
    ...{ ...words, accountId, shownIn: '/v1/payouts' },
    path: `${accountPath(accountId)}/payouts/${encodeURIComponent(payoutId)}/${act}`,
    about: `${moneyText(payout)} to ${accountId}. ${words.about}`,
    bodyOf: (values) => values,
  };
}

/** Many at once: the oldest that are pending, as far as an amount goes. */
export function startPayoutBatch(): PageCommand {
  return {
    ...{ title: 'Approve a batch of payouts', verb: 'Approve', path: '/v1/payout-batches' },
    about: 'The oldest pending payouts of a method and currency are started, up to an amount.',
    shownIn: '/v1/payout-batches',
    fields: [METHOD, { ...AMOUNT, label: 'Up to', hint: 'e.g. 500.00' }, CURRENCY],
    bodyOf: (values) => values,
  };
}
