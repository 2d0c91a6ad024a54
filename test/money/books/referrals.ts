import { Log, of, ofWithStream, Raw, sum, twice, unlike } from './facts';

/** One reward for each referee, and of what was earned nothing is paid out twice. */
export function checkReferrals(books: Log): readonly string[] {
  const earned = of(books, 'referral-program.reward-earned');
  const payoutId = (fact: Raw) => fact.payoutId as string;
  return [
    ...twice(
      'a referral is confirmed',
      of(books, 'referral.confirmed').map(({ referralId }) => referralId as string),
    ),
    ...twice('a referee is rewarded', earned.filter(isByRule).map(referralOf)),
    ...twice('a reward is earned', earned.map(rewardOf)),
    ...twice('a reward vests', of(books, 'referral-program.reward-vested').map(rewardOf)),
    ...twice('a payout is set aside', of(books, 'referral-program.payout-reserved').map(payoutId)),
    ...twice('a payout ends', [...ended(books, 'paid-out'), ...ended(books, 'released')].map(payoutId)),
    ...of(books, 'referral.confirmed').flatMap((confirmed) => checkConfirmed(books, confirmed)),
    ...of(books, 'payout.completed').flatMap((completed) => checkCompleted(books, completed)),
    ...checkFunds(books),
  ];
}

/** The rule's own reward is named after its referral; what a service gave has a name of its own. */
function isByRule({ rewardId, referralId }: Raw): boolean {
  return rewardId === referralId;
}

function referralOf({ referralId }: Raw): string {
  return referralId as string;
}

function rewardOf({ partyId, rewardId }: Raw): string {
  return `${partyId} ${rewardId}`;
}

function ended(books: Log, how: 'paid-out' | 'released'): readonly Raw[] {
  return of(books, `referral-program.payout-${how}`);
}

function checkConfirmed(books: Log, { referralId, rewards }: Raw): readonly string[] {
  const earned = of(books, 'referral-program.reward-earned').filter((one) => one.referralId === referralId);
  const refused = of(books, 'referral.reward-refused').some((one) => one.referralId === referralId);
  if (rewards.length === 0 || refused) return [];
  const ofRule = earned.filter(isByRule);
  return [
    ...unlike(`rewards for ${referralId}`, ofRule.length, 1),
    ...unlike(`reward for ${referralId}`, JSON.stringify(ofRule[0]?.rewards), JSON.stringify(rewards)),
  ];
}

function checkCompleted(books: Log, { payoutId, accountId }: Raw): readonly string[] {
  const isIts = (fact: Raw) => fact.payoutId === payoutId;
  const requested = of(books, 'payout.requested').find(isIts);
  const paidOut = ended(books, 'paid-out').find(isIts);
  const granted = ofWithStream(books, 'account.credits-granted').filter(
    ({ stream, data }) => stream === `account-${accountId}` && data.reference === `payout:${payoutId}`,
  );
  return [
    ...unlike(`paid out by ${payoutId}`, paidOut?.amountMinor, requested?.amountMinor),
    ...unlike(`lots of payout ${payoutId}`, granted.length, requested?.method === 'STORE_CREDIT' ? 1 : 0),
  ];
}

/** Of each program: what was set aside for payouts had vested, and was not clawed back before. */
function checkFunds(books: Log): readonly string[] {
  const parties = new Set(
    of(books, 'referral-program.payout-reserved').map(({ partyId }) => partyId as string),
  );
  return [...parties].flatMap((partyId) => {
    let left = 0n;
    const found: string[] = [];
    for (const { type, data } of books.facts.filter((fact) => fact.data.partyId === partyId)) {
      if (type === 'referral-program.reward-vested') left += moneyOf(data);
      if (type === 'referral-program.reward-clawed-back' && data.from === 'vested') left -= moneyOf(data);
      if (type === 'referral-program.payout-released') left += BigInt(data.amountMinor);
      if (type !== 'referral-program.payout-reserved') continue;
      left -= BigInt(data.amountMinor);
      if (left < 0n) found.push(`payout ${data.payoutId} sets aside ${-left} more than had vested`);
    }
    return found;
  });
}

function moneyOf({ rewards }: Raw): bigint {
  return sum(
    (rewards as Raw[]).filter(({ kind }) => kind === 'money'),
    ({ amountMinor }) => amountMinor,
  );
}
