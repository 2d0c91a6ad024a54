import fc from 'fast-check';
import { AnOrder } from '../../testing/an-order';

describe('a refund of an order', () => {
  it('that did not arrive is owed: it can be sent again, and takes no credits twice', () => {
    const order = AnOrder.paid();
    order.grant();
    order.move('refund', 'r1', 499n);
    expect(order.refundFails('r1').types).toEqual(['RefundReturned']);
    expect(order.refundFails('r1').reason).toBe('refund-not-open');
    expect(order.move('refund', 'r1', 499n).types).toEqual([]);
    expect(order.state).toMatchObject({
      refundedMinor: 499n,
      owedMinor: 499n,
      takenBackMicros: 500_000_000n,
    });
    expect(order.refund(500n).reason).toBe('refund-above-rest');
    order.refund(null);
    const { refundId, amountMinor } = order.factsOf('RefundRequested')[0]!;
    expect(amountMinor).toBe(499n);
    expect(order.move('refund', refundId, 499n).types).toEqual(['OwedMoneyRefunded']);
    expect(order.state).toMatchObject({ refundedMinor: 499n, owedMinor: 0n, takenBackMicros: 500_000_000n });
    expect(order.refund(null).reason).toBe('refund-above-rest');
  });

  it('takes what is owed first, and the credits of the rest alone', () => {
    const order = AnOrder.paid();
    order.move('refund', 'r1', 100n);
    order.refundFails('r1');
    expect(order.move('refund', 'r2', 300n).types).toEqual(['OwedMoneyRefunded', 'OrderRefunded']);
    expect(order.state).toMatchObject({ refundedMinor: 300n, owedMinor: 0n });
    expect(order.refundFails('r2').types).toEqual(['RefundReturned']);
    expect(order.state).toMatchObject({ refundedMinor: 300n, owedMinor: 300n });
  });

  it('of money kept apart that did not arrive is there to be given back again', () => {
    const order = AnOrder.paid();
    order.pay({ paymentId: 'pay_2' });
    order.move('refund', 'r1', 499n, { paymentId: 'pay_2' });
    expect(order.refundFails('r1').types).toEqual(['RefundReturned']);
    expect(order.state).toMatchObject({ owedMinor: 0n, strays: [{ refundedMinor: 0n }] });
    expect(order.refund(null, { paymentId: 'pay_2' }).types).toEqual(['RefundRequested']);
  });
});

describe('money that a bank takes back of itself', () => {
  const reversed = (order: AnOrder, amountMinor = 499n) =>
    order.move('dispute-lost', 'reversal:c1', amountMinor);

  it('takes its credits, once, whether its dispute is told to be lost before or after', () => {
    for (const isFirst of [true, false]) {
      const order = AnOrder.paid();
      order.grant();
      order.move('dispute-opened', 'd1', 499n);
      if (isFirst) reversed(order);
      order.move('dispute-lost', 'd1', 499n);
      if (!isFirst) reversed(order);
      reversed(order);
      expect(order.state).toMatchObject({
        refundedMinor: 499n,
        takenBackMicros: 500_000_000n,
        owedMinor: 0n,
      });
      expect(order.factsOf('OrderRefunded')).toHaveLength(1);
      expect(order.factsOf('RefundMismatched')).toEqual([]);
    }
  });

  it('takes what is beyond the dispute that was lost', () => {
    const order = AnOrder.paid();
    order.move('dispute-lost', 'd1', 200n);
    reversed(order, 499n);
    expect(order.state.refundedMinor).toBe(499n);
  });

  it('is owed where the dispute is won in the end, and is not taken where it was won before', () => {
    const order = AnOrder.paid();
    reversed(order);
    expect(order.move('dispute-won', 'd1', 499n).types).toEqual(['DisputeWon', 'RefundReturned']);
    expect(order.state).toMatchObject({ refundedMinor: 499n, owedMinor: 499n });
    const other = AnOrder.paid();
    other.move('dispute-won', 'd1', 499n);
    expect(reversed(other).types).toEqual(['DisputeLost']);
    expect(other.state).toMatchObject({ refundedMinor: 0n, owedMinor: 0n });
  });
});

describe('refunds, disputes and what comes back of them', () => {
  it('in any order: what is gone is what went less what came back, never more than paid', () => {
    const act = fc.tuple(
      fc.constantFrom('r1', 'r2', 'r3', 'r4', 'reversal:c1'),
      fc.bigInt(1n, 300n),
      fc.nat(3),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 16 }), (acts) => {
        const order = AnOrder.paid();
        for (const [id, amount, what] of acts) {
          if (what === 0) order.refundFails(id);
          else if (what === 1) order.move(id.startsWith('rev') ? 'dispute-lost' : 'refund', id, amount);
          else if (what === 2) order.move('dispute-lost', `d${id}`, amount);
          else order.move('dispute-won', `w${id}`, amount);
        }
        const sum = (facts: readonly { amountMinor: bigint }[]) =>
          facts.reduce((total, { amountMinor }) => total + amountMinor, 0n);
        const { refundedMinor, owedMinor, takenBackMicros } = order.state;
        expect(refundedMinor).toBe(sum(order.factsOf('OrderRefunded')));
        expect(owedMinor).toBe(
          sum(order.factsOf('RefundReturned')) - sum(order.factsOf('OwedMoneyRefunded')),
        );
        expect(owedMinor >= 0n && owedMinor <= refundedMinor && refundedMinor <= 499n).toBe(true);
        expect(takenBackMicros).toBe((500_000_000n * refundedMinor) / 499n);
      }),
    );
  });
});
