import { Log, of, ofWithStream, Raw, sum, twice, unlike } from './facts';

/** Of each order: paid is its price, what was paid for is granted once, and what goes back was there. */
export function checkOrders(books: Log): readonly string[] {
  return [
    ...twice(
      'an order is paid',
      of(books, 'order.paid').map(({ orderId }) => orderId as string),
    ),
    ...twice(
      'an order is told its grant',
      of(books, 'order.granted').map(({ orderId }) => orderId as string),
    ),
    ...twice(
      'a refund is recorded',
      of(books, 'order.refunded').map(({ orderId, refundId }) => `${orderId} ${refundId}`),
    ),
    ...twice(
      'a reference is granted',
      ofWithStream(books, 'account.credits-granted')
        .filter(({ data }) => data.reference !== null)
        .map(({ stream, data }) => `${stream} ${data.creditType} ${data.reference}`),
    ),
    ...of(books, 'order.placed').flatMap((placed) => checkOrder(books, placed)),
    ...unpaidGrants(books),
  ];
}

function checkOrder(books: Log, placed: Raw): readonly string[] {
  const { orderId, totals, purpose } = placed;
  const isIts = (fact: Raw) => fact.orderId === orderId;
  const paid = of(books, 'order.paid').filter(isIts);
  const refunds = of(books, 'order.refunded').filter(isIts);
  const refunded = sum(refunds, ({ amountMinor }) => amountMinor);
  const price = JSON.stringify(totals);
  const found: string[] = paid.flatMap((one) =>
    unlike(`paid for ${orderId}`, JSON.stringify(one.totals), price),
  );
  if (refunded > (paid.length > 0 ? BigInt(totals.totalMinor) : 0n)) {
    found.push(`more of ${orderId} went back than was paid: ${refunded} of ${totals.totalMinor}`);
  }
  const last = refunds.at(-1);
  if (last) found.push(...unlike(`refunded of ${orderId} at its last refund`, last.refundedMinor, refunded));
  if (purpose.kind === 'credits' && paid.length > 0) found.push(...checkCredits(books, placed, refunds));
  return found;
}

function checkCredits(books: Log, placed: Raw, refunds: readonly Raw[]): readonly string[] {
  const { orderId, totals, purpose } = placed;
  const isIts = (fact: Raw) => fact.orderId === orderId;
  const refused = of(books, 'order.grant-refused').filter(isIts);
  const grants = of(books, 'account.credits-granted').filter(
    (one) => isIts(one) && one.creditType === 'PURCHASE',
  );
  const wholly = sum(refunds, ({ amountMinor }) => amountMinor) === BigInt(totals.totalMinor);
  if (refused.length > 0) {
    const left = refused.some(({ nextStep }) => nextStep === 'refund') && !wholly;
    return [
      ...unlike(`grants of ${orderId}, which was refused them`, grants.length, 0),
      ...(left ? [`money for ${orderId}, which was refused its credits, did not go back`] : []),
    ];
  }
  const { amountMinor, currency } = grants[0]?.purchaseAmount ?? {};
  return [
    ...unlike(`grants of ${orderId}`, grants.length, 1),
    ...unlike(`granted for ${orderId}`, grants[0]?.amountMicros, purpose.creditsMicros),
    ...unlike(`cost of what ${orderId} granted`, `${amountMinor} ${currency}`, costOf(totals)),
    ...unlike(`lot told to ${orderId}`, of(books, 'order.granted').find(isIts)?.lotId, grants[0]?.lotId),
    ...checkTakenBack(books, { placed, refunds, wholly }),
  ];
}

/** Of the credits whose money went back each is taken or owed; of a whole refund that is all of them. */
function checkTakenBack(
  books: Log,
  { placed, refunds, wholly }: { placed: Raw; refunds: readonly Raw[]; wholly: boolean },
): readonly string[] {
  const { orderId, purpose } = placed;
  const isIts = (fact: Raw) => fact.orderId === orderId;
  const asked = sum(refunds, ({ takenBackMicros }) => takenBackMicros);
  const counted = sum(
    of(books, 'account.purchase-refunded').filter(isIts),
    ({ amountMicros }) => amountMicros,
  );
  const takings = [
    ...of(books, 'account.credits-taken-back'),
    ...of(books, 'account.held-credits-taken-back'),
  ];
  const taken = takings.filter(isIts);
  const gone =
    sum(taken, ({ amountMicros }) => amountMicros) + sum(taken, ({ missingMicros }) => missingMicros);
  return [
    ...unlike(`credits counted as refunded of ${orderId}`, counted, asked),
    ...unlike(`credits taken back or owed of ${orderId}`, gone, counted),
    ...(wholly ? unlike(`credits gone with all the money of ${orderId}`, gone, purpose.creditsMicros) : []),
  ];
}

/** Credits are never there before their money. */
function unpaidGrants(books: Log): readonly string[] {
  const place = new Map(books.facts.map((fact, index) => [fact, index]));
  const paidAt = new Map(
    ofWithStream(books, 'order.paid').map((fact) => [fact.data.orderId as string, place.get(fact)!]),
  );
  return ofWithStream(books, 'account.credits-granted')
    .filter(({ data }) => data.creditType === 'PURCHASE' && data.orderId !== null)
    .filter((fact) => !((paidAt.get(fact.data.orderId as string) ?? Infinity) < place.get(fact)!))
    .map(({ data }) => `credits of ${data.orderId} were granted before it was paid`);
}

function costOf({ totalMinor, currency }: Raw): string {
  return `${totalMinor} ${currency}`;
}
