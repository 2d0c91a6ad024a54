import fc from 'fast-check';
import { AnOrder, STARTER } from '../../testing/an-order';
import { placeOrder } from './place-order';
import { creditsOfRefundMicros } from './taken-back';
import { withdrawOrder } from './withdraw-order';

const DAY_LATER = '2026-11-22T09:00:00.000Z';

describe('an order', () => {
  it('placed again is one order, and nothing to pay is none', () => {
    expect(AnOrder.placed().decide(placeOrder, STARTER).reason).toBe('order-already-placed');
    const free = { ...STARTER, totals: { ...STARTER.totals, subtotalMinor: 0n, totalMinor: 0n } };
    expect(new AnOrder().decide(placeOrder, free).reason).toBe('nothing-to-pay');
  });

  it('is paid by exactly its amount in its currency, once', () => {
    const order = AnOrder.placed();
    expect(order.pay().types).toEqual(['OrderPaid']);
    expect(order.pay().reason).toBe('payment-already-recorded');
    expect(order.state).toMatchObject({ status: 'COMPLETED', payment: { paymentId: 'pay_1' } });
  });

  it.each([
    ['less', { amountMinor: 498n }, 'amount'],
    ['more', { amountMinor: 500n }, 'amount'],
    ['another currency', { currency: 'EUR' }, 'currency'],
  ])('is not completed by %s: it is kept apart', (_, given, differs) => {
    const order = AnOrder.placed();
    expect(order.pay(given).types).toEqual(['OrderPaymentMismatched']);
    expect(order.factsOf('OrderPaymentMismatched')).toMatchObject([{ differs }]);
    expect(order.state.status).toBe('PENDING');
    expect(order.pay({ paymentId: 'pay_2' }).types).toEqual(['OrderPaid']);
  });

  it('keeps a second payment apart, and gives it back on its own', () => {
    const order = AnOrder.paid();
    order.pay({ paymentId: 'pay_2' });
    expect(order.factsOf('OrderPaymentMismatched')).toMatchObject([{ differs: 'second' }]);
    expect(order.refund(null, { paymentId: 'pay_2' }).types).toEqual(['RefundRequested']);
    const { refundId, paymentId } = order.factsOf('RefundRequested')[0]!;
    expect(order.move('refund', refundId, 499n, { paymentId }).types).toEqual(['StrayPaymentRefunded']);
    expect(order.state).toMatchObject({ refundedMinor: 0n, strays: [{ refundedMinor: 499n }] });
  });

  it('completes though it failed or expired before', () => {
    for (const end of ['fail', 'expire'] as const) {
      const order = AnOrder.placed().at(DAY_LATER);
      order[end]();
      expect(order.pay().types).toEqual(['OrderPaid']);
      expect(order[end]().types).toEqual([]);
      expect(order.state.status).toBe('COMPLETED');
    }
  });

  it('is asked about while it waits, a few times, and expires in the end', () => {
    const order = AnOrder.placed();
    expect(order.at('2026-11-21T09:14:59.999Z').settle()).toEqual([]);
    expect(order.at('2026-11-21T09:15:00.000Z').settle()).toEqual(['PaymentOverdue']);
    expect(order.settle()).toEqual([]);
    expect(order.at('2026-11-25T12:00:00.000Z').settle()).toEqual(['PaymentOverdue']);
    expect(order.factsOf('PaymentOverdue').at(-1)!.overdueAt).toBe('2026-11-25T09:00:00.000Z');
    expect(order.at('2026-11-29T09:00:00.000Z').settle()).toEqual(['OrderExpired']);
    expect(order.settle()).toEqual([]);
  });

  it('of which nothing is to be paid any more is withdrawn, and money that comes all the same completes it', () => {
    const order = AnOrder.placed();
    expect(order.decide(withdrawOrder, {}).types).toEqual(['OrderExpired']);
    expect(order.decide(withdrawOrder, {}).reason).toBe('order-not-pending');
    expect(order.pay().types).toEqual(['OrderPaid']);
    expect(new AnOrder().decide(withdrawOrder, {}).reason).toBe('order-not-found');
  });

  it('of which the provider knows nothing expires only once it had time to hear of it', () => {
    const order = AnOrder.placed();
    expect(order.expire().reason).toBe('checkout-not-open');
    expect(order.at(DAY_LATER).expire().types).toEqual(['OrderExpired']);
  });

  it('that nobody placed is refused everything as order-not-found', () => {
    const none = new AnOrder();
    const told = [none.pay(), none.fail(), none.expire(), none.grant(), none.grantRefused()];
    told.push(none.move('refund', 'r', 1n), none.refund(1n), none.refundFails('r'));
    expect(told.map(({ reason }) => reason)).toEqual(told.map(() => 'order-not-found'));
  });
});

describe('a refund of an order', () => {
  it('takes a part, then what is left, and its credits in proportion', () => {
    const order = AnOrder.paid();
    order.grant();
    order.refund(200n);
    order.move('refund', 'id-4', 200n);
    order.move('refund', 'at-provider', 299n);
    const refunds = order.factsOf('OrderRefunded');
    expect(refunds.map(({ refundedMinor }) => refundedMinor)).toEqual([200n, 499n]);
    expect(refunds.map(({ takenBackMicros }) => takenBackMicros)).toEqual([200_400_801n, 299_599_199n]);
  });

  it('takes no credits that never came', () => {
    const order = AnOrder.paid();
    order.grantRefused();
    order.move('refund', 'r', 499n);
    expect(order.factsOf('OrderRefunded')).toMatchObject([{ takenBackMicros: 0n }]);
  });

  it('is refused order-not-paid, payment-not-found, currency-differs and refund-without-amount', () => {
    expect(AnOrder.placed().refund(1n).reason).toBe('order-not-paid');
    expect(AnOrder.paid().refund(1n, { paymentId: 'pay_9' }).reason).toBe('payment-not-found');
    expect(AnOrder.paid().refund(1n, { currency: 'EUR' }).reason).toBe('currency-differs');
    expect(AnOrder.paid().refund(0n).reason).toBe('refund-without-amount');
    expect(AnOrder.paid().refund(1n, { accountId: 'bob' }).reason).toBe('order-not-found');
  });

  it('is refused order-disputed while the bank decides', () => {
    const order = AnOrder.paid();
    order.move('dispute-opened', 'd1', 499n);
    expect(order.refund(1n).reason).toBe('order-disputed');
    order.move('dispute-won', 'd1', 499n);
    expect(order.refund(1n).types).toEqual(['RefundRequested']);
  });

  it('is refused refund-above-rest one cent above, what is asked for already counted', () => {
    const order = AnOrder.paid();
    expect(order.refund(500n).reason).toBe('refund-above-rest');
    order.refund(300n);
    expect(order.refund(200n).reason).toBe('refund-above-rest');
    expect(order.refund(199n).types).toEqual(['RefundRequested']);
    expect(order.refund(null).reason).toBe('refund-above-rest');
  });

  it('that failed can be asked for again', () => {
    const order = AnOrder.paid();
    order.refund(null);
    const { refundId } = order.factsOf('RefundRequested')[0]!;
    expect(order.refundFails(refundId).types).toEqual(['RefundFailed']);
    expect(order.refundFails(refundId).reason).toBe('refund-not-open');
    expect(order.refund(null).types).toEqual(['RefundRequested']);
  });

  it('that a bank sent back is told, once, and told again as made it is not counted twice', () => {
    const order = AnOrder.paid();
    order.grant();
    order.move('refund', 're_1', 100n);
    const { refundedMinor, takenBackMicros } = order.state;
    expect(order.refundFails('re_1').types).toEqual(['RefundReturned']);
    expect(order.refundFails('re_1').reason).toBe('refund-not-open');
    expect(order.move('refund', 're_1', 100n).reason).toBe('movement-already-recorded');
    expect(order.state).toMatchObject({ refundedMinor, takenBackMicros });
    expect(order.refund(399n).types).toEqual(['RefundRequested']);
  });

  it('beyond what was paid is told apart', () => {
    const order = AnOrder.paid();
    order.move('refund', 'r1', 499n);
    order.move('dispute-opened', 'd1', 499n);
    expect(order.move('dispute-lost', 'd1', 499n).types).toEqual(['DisputeLost', 'RefundMismatched']);
    expect(order.state.refundedMinor).toBe(499n);
  });

  it('told before its payment takes effect with it', () => {
    const order = AnOrder.placed();
    expect(order.move('refund', 'r1', 100n).types).toEqual(['MovementSetAside']);
    expect(order.move('refund', 'r1', 100n).types).toEqual([]);
    expect(order.pay().types).toEqual(['OrderPaid', 'OrderRefunded']);
    expect(order.state).toMatchObject({ refundedMinor: 100n, setAside: [] });
  });
});

describe('grants of an order', () => {
  it('are recorded once, and a refusal only where nothing was granted', () => {
    const order = AnOrder.paid();
    expect(order.grant().types).toEqual(['OrderGranted']);
    expect(order.grant().reason).toBe('credits-already-granted');
    expect(order.grantRefused().reason).toBe('grant-already-decided');
  });
});

describe('webhooks in any order, however often', () => {
  type Told = (order: AnOrder) => unknown;
  const facts: readonly Told[] = [
    (order) => order.pay(),
    (order) => order.fail(),
    (order) => order.expire(),
    (order) => order.move('refund', 'r1', 100n),
    (order) => order.move('refund', 'r2', 150n, { paymentId: 'pay_1' }),
    (order) => order.move('dispute-opened', 'd1', 249n),
    (order) => order.move('dispute-lost', 'd1', 249n),
    (order) => order.pay({ paymentId: 'pay_odd', amountMinor: 7n }),
    (order) => order.move('refund', 'r3', 7n, { paymentId: 'pay_odd' }),
  ];
  const anyOrder = fc.array(fc.nat(facts.length - 1), { minLength: 0, maxLength: 20 });

  it('end in the same state: paid once, refunded exactly, the stray money told apart', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...facts.keys()], { minLength: facts.length }),
        anyOrder,
        (all, again) => {
          const order = AnOrder.placed();
          for (const fact of [...all, ...again]) facts[fact]!(order);
          expect(order.factsOf('OrderPaid')).toHaveLength(1);
          expect(order.state).toMatchObject({ status: 'COMPLETED', refundedMinor: 499n, setAside: [] });
          expect(order.state.takenBackMicros).toBe(500_000_000n);
          expect(order.state.strays).toMatchObject([{ paymentId: 'pay_odd', refundedMinor: 7n }]);
          expect(order.state.disputes).toMatchObject([{ disputeId: 'd1', state: 'lost' }]);
          expect(order.factsOf('OrderRefunded')).toHaveLength(3);
        },
      ),
    );
  });

  it('whatever of them comes: paid at most once, never more refunded than paid', () => {
    const amounts = fc.tuple(fc.constantFrom('r1', 'r2', 'r3', 'r4'), fc.bigInt(1n, 600n));
    fc.assert(
      fc.property(anyOrder, fc.array(amounts, { maxLength: 6 }), (some, refunds) => {
        const order = AnOrder.placed();
        for (const fact of some) facts[fact]!(order);
        for (const [id, amount] of refunds) order.move('refund', `more-${id}`, amount);
        const refunded = order.factsOf('OrderRefunded');
        const sum = refunded.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        expect(order.factsOf('OrderPaid').length).toBeLessThanOrEqual(1);
        expect(sum).toBe(order.state.refundedMinor);
        expect(sum).toBeLessThanOrEqual(499n);
        expect(order.state.takenBackMicros).toBe(
          creditsOfRefundMicros({ creditsMicros: 500_000_000n, refundedMinor: sum, totalMinor: 499n }),
        );
      }),
    );
  });
});
