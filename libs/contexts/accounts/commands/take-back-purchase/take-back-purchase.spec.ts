import { AnAccount, factIn, sharesIn } from '../../testing/an-account';
import { POLICY_CATALOG } from '../../testing/policy-catalog';

const anAccount = (tier = 'plain') => AnAccount.opened(tier, POLICY_CATALOG);
const EUROS = { amountMinor: 1_000n, currency: 'EUR' };
const RETURNED = 'held credits return';

describe('taking a purchase back', () => {
  it('takes what is neither spent nor held, waits for what is held, and says that the rest is owed', () => {
    const account = anAccount();
    account.purchase('o', '100', { purchaseAmount: EUROS });
    account.record('image', { quantity: 3 });
    account.request('g', 'image', { quantity: 2 });
    const told = account.takeBack('o', '100', 'r1');

    expect(factIn(told, 'PurchaseRefunded')).toMatchObject({
      ...{ askedMicros: 100_000_000n, amountMicros: 100_000_000n, refundedMicros: 100_000_000n },
      grantedMicros: 100_000_000n,
    });
    expect(factIn(told, 'CreditsTakenBack')).toMatchObject({
      ...{ creditType: 'REFUND', orderId: 'o', reference: 'r1', lotId: 'id-2', reason: 'money back' },
      ...{ amountMicros: 50_000_000n, pendingMicros: 20_000_000n, missingMicros: 30_000_000n },
      shares: [{ lotId: 'id-2', amountMicros: 50_000_000n, cost: { ...EUROS, amountMinor: 500n } }],
      after: { balanceMicros: 20_000_000n, heldMicros: 20_000_000n },
    });
    expect(account.credits).toEqual({ balance: '20', held: '20', available: '0' });
    expect(account.owed).toBe('30');
  });

  it('takes what a job returns, in that very append', () => {
    const account = anAccount();
    account.purchase('o', '30', { purchaseAmount: EUROS });
    account.request('g', 'image');
    account.takeBack('o', '30', 'r1');
    const told = account.fail('g', RETURNED);

    expect(told.events.map(({ type }) => type)).toEqual(['GenerationFailed', 'HeldCreditsTakenBack']);
    expect(factIn(told, 'HeldCreditsTakenBack')).toMatchObject({
      ...{ orderId: 'o', lotId: 'id-2', amountMicros: 10_000_000n, missingMicros: 0n, pendingMicros: 0n },
      shares: [{ cost: { amountMinor: 334n } }],
    });
    expect([account.credits.balance, account.owed, account.lots]).toEqual(['0', '0', []]);
  });

  it('owes what a job is charged after the refund', () => {
    const account = anAccount();
    account.purchase('o', '30');
    account.request('g', 'image', { quantity: 3 });
    account.takeBack('o', '30', 'r1');
    const told = account.complete('g', { quantity: 1 });

    expect(factIn(told, 'HeldCreditsTakenBack')).toMatchObject({
      ...{ amountMicros: 20_000_000n, missingMicros: 10_000_000n, refundsOwedMicros: 10_000_000n },
    });
    expect([account.credits.balance, account.owed]).toEqual(['0', '10']);
  });

  it('waits for no more than was refunded: what returns beyond it is available', () => {
    const account = anAccount();
    account.purchase('o', '40');
    account.request('g', 'image', { quantity: 2 });
    account.request('h', 'image', { quantity: 2 });
    expect(factIn(account.takeBack('o', '30', 'r1'), 'CreditsTakenBack').pendingMicros).toBe(30_000_000n);
    expect(factIn(account.complete('g'), 'HeldCreditsTakenBack')).toMatchObject({
      ...{ amountMicros: 0n, missingMicros: 10_000_000n, pendingMicros: 20_000_000n, shares: [] },
    });
    account.fail('h');
    expect([account.credits.balance, account.owed]).toEqual(['0', '10']);

    const other = anAccount();
    other.purchase('o', '40');
    other.request('g', 'image', { quantity: 4 });
    other.takeBack('o', '15', 'r1');
    other.fail('g');
    expect(other.credits).toEqual({ balance: '25', held: '0', available: '25' });
  });

  it('takes what time releases before its lot lapses or rolls over', () => {
    const account = anAccount();
    const rollover = { capMicros: 100_000_000n, days: 30 };
    account.purchase('o', '30', { expiresAt: '2026-11-21T09:20:00.000Z', rollover });
    account.request('g', 'image', { quantity: 3 });
    account.takeBack('o', '20', 'r1');
    const settled = account.at('2026-11-21T10:00:00.000Z').scenario.settle();

    expect(settled.map(({ type }) => type)).toEqual([
      ...['GenerationExpired', 'HeldCreditsTakenBack', 'LotRolledOver', 'CreditsRecovered'],
    ]);
    expect(account.lots).toEqual(['id-2-rolled 10(0)']);
  });

  it('takes what has rolled over of the purchase, too', () => {
    const account = anAccount();
    const rollover = { capMicros: 15_000_000n, days: 30 };
    account.purchase('o', '30', { expiresAt: '2026-11-21T10:00:00.000Z', rollover });
    account.request('g', 'image', { timeoutSeconds: 7_200 });
    account.at('2026-11-21T10:00:00.000Z').scenario.settle();
    expect(account.lots).toEqual(['id-2 10(10)', 'id-2-rolled 15(0)']);
    const taken = factIn(account.takeBack('o', '30', 'r1'), 'CreditsTakenBack');

    expect(sharesIn(taken.shares)).toEqual(['id-2-rolled 15']);
    expect(taken).toMatchObject({ pendingMicros: 10_000_000n, missingMicros: 5_000_000n });
  });

  it('of an order leaves every other lot alone, and no grant pays what is owed', () => {
    const account = anAccount();
    account.purchase('o', '10');
    account.record('image');
    account.purchase('p', '40');
    account.takeBack('o', '10', 'r1');
    account.grant('5');

    expect([account.credits.available, account.owed]).toEqual(['45', '10']);
  });

  it('goes in parts, never beyond what was granted, and costs are split to the cent', () => {
    const account = anAccount();
    account.purchase('o', '30', { purchaseAmount: { ...EUROS, amountMinor: 100n } });
    const costs = ['10', '10', '50'].map((credits, i) => {
      const told = account.takeBack('o', credits, `r${i}`);
      return factIn(told, 'CreditsTakenBack').shares[0]!.cost!.amountMinor;
    });

    expect(costs).toEqual([33n, 33n, 34n]);
    expect(account.takeBack('o', '1', 'r9')).toMatchObject({
      ...{ outcome: 'no-effect', reason: 'already-taken-back' },
    });
    expect([account.credits.balance, account.owed]).toEqual(['0', '0']);
  });

  it('is still possible where the account is closed', () => {
    const account = anAccount();
    account.purchase('o', '10');
    account.close();
    account.takeBack('o', '10', 'r1');
    expect(account.credits.balance).toBe('0');
  });
});

describe('a refund whose grant is delayed', () => {
  it('is recorded and takes nothing; the grant comes less what was refunded', () => {
    const account = anAccount();
    const told = account.takeBack('o', '10', 'r1');
    expect(factIn(told, 'PurchaseRefunded').grantedMicros).toBeNull();
    expect(factIn(told, 'CreditsTakenBack')).toMatchObject({
      ...{ lotId: null, amountMicros: 0n, pendingMicros: 0n, missingMicros: 0n },
    });
    account.takeBack('o', '5', 'r2');
    const granted = account.purchase('o', '40');

    expect(granted.events.map(({ type }) => type)).toEqual([
      ...['CreditsGranted', 'CreditsTakenBack', 'CreditsTakenBack'],
    ]);
    expect([account.credits.available, account.owed]).toEqual(['25', '0']);
    expect(account.takeBack('o', '99', 'r3').outcome).toBe('accepted');
    expect([account.credits.available, account.owed]).toEqual(['0', '0']);
  });

  it('of more than comes takes all that comes, and nothing is owed', () => {
    const account = anAccount();
    account.takeBack('o', '30', 'r1');
    account.takeBack('o', '30', 'r2');
    account.purchase('o', '40');
    expect([account.credits.balance, account.owed]).toEqual(['0', '0']);
  });

  it('of a grant that is barred ends with nothing owed, before and after it comes', () => {
    const account = anAccount();
    account.void({ creditType: 'PURCHASE', reference: 'order:o' });
    account.takeBack('o', '10', 'r1');
    account.purchase('o', '40');
    expect(account.takeBack('o', '40', 'r2').reason).toBe('already-void');
    expect([account.credits.balance, account.owed]).toEqual(['0', '0']);
  });
});

describe('the reference of a refund', () => {
  it('taken back twice is one refund, however long ago, and before its grant too', () => {
    const account = anAccount();
    account.takeBack('o', '10', 'r1');
    const again = () => account.takeBack('o', '10', 'r1');
    expect(again()).toMatchObject({ outcome: 'no-effect', reason: 'reference-already-taken-back' });
    account.purchase('o', '40');
    expect(account.after(40 * 86_400) && again().reason).toBe('reference-already-taken-back');
    expect(account.credits.balance).toBe('30');
  });

  it('with another amount, of another order or of another act is refused reference-conflict', () => {
    const account = anAccount();
    account.purchase('o', '20');
    account.purchase('p', '20');
    account.takeBack('o', '10', 'r1');
    expect(account.takeBack('o', '11', 'r1')).toMatchObject({
      reason: 'reference-conflict',
      figures: { reference: 'r1', granted: '-10', asked: '-11' },
    });
    expect(account.takeBack('p', '10', 'r1').reason).toBe('reference-conflict');
    account.request('g', 'image');
    account.complete('g');
    expect(account.refund('g', 'r1').reason).toBe('reference-conflict');
    account.refund('g', 'r2');
    expect(account.takeBack('p', '10', 'r2')).toMatchObject({ figures: { granted: '10', asked: '-10' } });
  });

  it('means nothing where there is no account: account-not-found', () => {
    expect(new AnAccount().takeBack('o', '1', 'r1').reason).toBe('account-not-found');
  });
});
