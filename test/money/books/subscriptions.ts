import { Log, of, ofWithStream, Raw, sum, twice, unlike } from './facts';

/** One charge and one grant for each period, each told once, and its money where it says. */
export function checkSubscriptions(books: Log): readonly string[] {
  const due = of(books, 'subscription.charge-due');
  const grants = of(books, 'subscription.grant-due');
  const paid = of(books, 'subscription.charge-paid');
  const periodOf = ({ subscriptionId, period }: Raw) => `${subscriptionId} from ${period?.start}`;
  return [
    ...twice('a charge is due', due.map(chargeOf)),
    ...twice('a charge is paid', paid.map(chargeOf)),
    ...twice('a period is charged', due.filter(({ period }) => period !== null).map(periodOf)),
    ...twice('a period begins', of(books, 'subscription.period-started').map(periodOf)),
    ...twice(
      'a grant is due',
      grants.map(({ grant }) => grant as string),
    ),
    ...twice(
      'a period is granted',
      grants.map(({ subscriptionId, kind, effectiveAt }) => `${subscriptionId} ${kind} from ${effectiveAt}`),
    ),
    ...grants.flatMap((grant) => checkGrant(books, grant)),
    ...paid.flatMap((charge) => checkPaid(books, charge)),
    ...of(books, 'order.paid').flatMap((order) => checkOrder(books, order)),
  ];
}

function chargeOf({ charge }: Raw): string {
  return charge as string;
}

function checkGrant(books: Log, { grant, amountMicros, accountId }: Raw): readonly string[] {
  const granted = ofWithStream(books, 'account.credits-granted').filter(
    ({ data }) => data.reference === grant,
  );
  const isRefused = of(books, 'account.command-refused').some(
    ({ parameters }) => parameters.reference === grant,
  );
  if (amountMicros === '0' || isRefused)
    return unlike(`lots of ${grant}, which gives none`, granted.length, 0);
  return [
    ...unlike(`lots of ${grant}`, granted.length, 1),
    ...unlike(`granted by ${grant}`, granted[0]?.data.amountMicros, amountMicros),
    ...unlike(`account of ${grant}`, granted[0]?.stream, `account-${accountId}`),
  ];
}

function checkPaid(books: Log, { charge, orderId, amountMinor }: Raw): readonly string[] {
  if (orderId === null) return [];
  const order = of(books, 'order.paid').find((one) => one.orderId === orderId);
  return unlike(`paid for ${charge}`, order?.totals.totalMinor, amountMinor);
}

/** Money for a charge pays it, or goes back: all of it, where the charge was paid or dropped before. */
function checkOrder(books: Log, { orderId, purpose, totals }: Raw): readonly string[] {
  if (purpose.kind !== 'subscription') return [];
  const isIts = (fact: Raw) => fact.orderId === orderId;
  if (of(books, 'subscription.charge-paid').some(isIts)) return [];
  const refunded = sum(of(books, 'order.refunded').filter(isIts), ({ amountMinor }) => amountMinor);
  return unlike(`gone back of ${orderId}, which paid for nothing`, refunded, totals.totalMinor);
}
