import { CatalogDocument, compileCatalog } from '@ledgerline/contexts/catalog';
import { NINE } from '../testing/account-scenario';
import { AccountDesk } from '../testing/account-desk';
import { SCENARIO_CATALOG, SCENARIO_DOCUMENT } from '../testing/scenario-catalog';
import { draftOf, whatIf } from './what-if';

type Change = Partial<CatalogDocument>;

function withLimit(name: string, plain: number): Change {
  const limits = SCENARIO_DOCUMENT.limits.map((limit) =>
    limit.name === name ? { ...limit, values: { plain } } : limit,
  );
  return { limits };
}

function withPrice(name: string, credits: string): Change {
  const actions = SCENARIO_DOCUMENT.actions.map((action) =>
    action.name === name ? { ...action, price: { kind: 'flat' as const, credits } } : action,
  );
  return { actions };
}

const BOUNDS = { accountsMax: 10, eventsMax: 10_000 };

/** Asks what a change of the catalog would have made of what a desk recorded. */
async function asked(desk: AccountDesk, change: Change, given: { since?: string; accounts?: string[] } = {}) {
  const { since = NINE, accounts = ['ada'] } = given;
  const draft = compileCatalog(2, { ...SCENARIO_DOCUMENT, ...change });
  const accountsAsking = ({ countMax }: { countMax: number }) => Promise.resolve(accounts.slice(0, countMax));
  return whatIf({ store: desk.store, accountsAsking }, { draft, since, bounds: BOUNDS });
}

/** Ada in tier plain with 200 credits; 3 images a day, 5 a month, 10 credits each. */
async function adaAsks(images: number): Promise<AccountDesk> {
  const desk = new AccountDesk();
  await desk.open('ada');
  await desk.grant('ada', '200');
  for (let n = 1; n <= images; n++) {
    const { body } = await desk.after(1).request('ada', 'image', { generationId: `g${n}` });
    if (body.outcome === 'accepted') await desk.complete('ada', `g${n}`);
  }
  return desk;
}

describe('what if', () => {
  it('changes nothing where the draft is what was in force', async () => {
    // Six asked for, three fit into the day.
    const { totals, lines } = await asked(await adaAsks(6), {});
    expect(totals).toEqual({
      ...{ requests: 6, newlyRefused: 0, newlyAllowed: 0, chargedOtherwise: 0 },
      ...{ refusedBefore: 3, refusedAfter: 3, creditsBefore: '30', creditsAfter: '30' },
    });
    expect(lines).toMatchObject([{ action: 'image', tier: 'plain', before: { allowed: 3 } }]);
  });

  it('counts how many more a raised limit would have let pass, and no more than it', async () => {
    // Seven asked for; a limit of 4 lets one of the four refused ones pass, the month's five another none.
    const { totals, lines, examples } = await asked(await adaAsks(7), withLimit('images_daily', 4));
    expect(totals).toMatchObject({ newlyAllowed: 1, newlyRefused: 0, refusedBefore: 4, refusedAfter: 3 });
    expect(totals).toMatchObject({ creditsBefore: '30', creditsAfter: '40' });
    expect(lines[0]!.after.reasons).toEqual({ 'limit-reached': 3 });
    expect(examples).toMatchObject([
      { change: 'newly-allowed', before: 'refused: limit-reached', after: 'allowed, 10 credits' },
    ]);
  });

  it('refuses what a lowered limit would have refused, and charges none of it', async () => {
    const desk = await adaAsks(3);
    const { totals, examples } = await asked(desk, withLimit('images_daily', 1));
    expect(totals).toMatchObject({ newlyRefused: 2, creditsBefore: '30', creditsAfter: '10' });
    const recorded = (await desk.store.readAll({ after: undefined, countMax: 100 })).map(
      ({ position }) => position,
    );
    expect(examples.map(({ position }) => recorded.includes(position))).toEqual([true, true]);
  });

  it('charges the draft’s price to each, until the credits are gone', async () => {
    // At 90 credits each, 200 pay for two; the third, which ran, finds 20.
    const { totals, lines } = await asked(await adaAsks(3), withPrice('image', '90'));
    expect(totals).toMatchObject({ chargedOtherwise: 2, newlyRefused: 1, creditsAfter: '180' });
    expect(lines[0]!.after.reasons).toEqual({ 'insufficient-credits': 1 });
  });

  it('replays recorded usage, the refused and the failed too', async () => {
    const desk = new AccountDesk();
    await desk.open('ada');
    await desk.grant('ada', '100');
    await desk.record('ada', 'image', { quantity: 2 });
    await desk.record('ada', 'image', { status: 'failed' });
    await desk.record('ada', 'image', { quantity: 2 });
    const { totals } = await asked(desk, withLimit('images_daily', 4));
    expect(totals).toMatchObject({ requests: 3, newlyAllowed: 1, creditsBefore: '20', creditsAfter: '40' });
  });

  it('takes what was used before the time replayed as it was', async () => {
    const desk = await adaAsks(2);
    const since = desk.after(60).now;
    await desk.request('ada', 'image', { generationId: 'late' });
    const { totals } = await asked(desk, withLimit('images_daily', 2), { since });
    expect(totals).toMatchObject({ requests: 1, newlyRefused: 1 });
  });

  it('follows overrides, failures, lapses and refills of another size', async () => {
    const desk = new AccountDesk();
    await desk.open('ada', 'free');
    await desk.grant('ada', '20', { expiresAt: '2026-11-21T10:00:00.000Z' });
    await desk.request('ada', 'svg', { generationId: 'g1', estimate: { quantity: 100 } });
    await desk.send('FailGeneration', { accountId: 'ada', generationId: 'g1' }, {});
    // After ten: 100 of the refill and 10 of the trial are left, as far as anybody knows.
    await desk.at('2026-11-21T10:00:01.000Z').record('ada', 'svg', { quantity: 110 });
    const tiers = SCENARIO_DOCUMENT.tiers.map((tier) => ({ ...tier, dailyRefill: '99' }));
    const { totals, lines } = await asked(desk, { tiers });
    expect(totals).toMatchObject({ requests: 2, newlyRefused: 1, creditsBefore: '110', creditsAfter: '0' });
    expect(lines[0]!.after.reasons).toEqual({ 'insufficient-credits': 1 });
  });

  it('leaves out what is beyond its bounds, and says so', async () => {
    const desk = new AccountDesk();
    const accounts = Array.from({ length: 12 }, (_, n) => `account${n}`);
    for (const account of accounts) await desk.open(account, 'free');
    for (const account of accounts) await desk.record(account, 'svg');
    const report = await asked(desk, {}, { accounts });
    expect(report).toMatchObject({ complete: false, accounts: 10, leftOut: 1, totals: { requests: 10 } });
    expect(report.cannotKnow.length).toBeGreaterThan(3);
  });

  it('asks for accounts up to the end of the log, and replays nothing behind it', async () => {
    const desk = await adaAsks(2);
    const upTo = await desk.store.head();
    const askedFor: unknown[] = [];
    const parts = {
      store: desk.store,
      accountsAsking: async (asking: object) => {
        askedFor.push(asking);
        await desk.record('ada', 'image');
        return ['ada'];
      },
    };
    const question = { draft: SCENARIO_CATALOG, since: NINE, bounds: BOUNDS };
    expect(await whatIf(parts, question)).toMatchObject({ position: upTo, totals: { requests: 2 } });
    expect(askedFor).toEqual([{ since: NINE, countMax: 11, upTo }]);
  });

  it('takes back of a refunded purchase what the draft leaves of it, and owes the rest', async () => {
    const desk = new AccountDesk();
    await desk.open('ada');
    await desk.grant('ada', '60', { type: 'PURCHASE', reference: 'order:o', orderId: 'o' });
    await desk.request('ada', 'image', { generationId: 'g1' });
    await desk.complete('ada', 'g1');
    await desk.request('ada', 'image', { generationId: 'g2' });
    const refund = { orderId: 'o', reference: 'r1', credits: '55', reason: 'money back' };
    await desk.send('TakeBackPurchase', { accountId: 'ada' }, refund);
    await desk.send('FailGeneration', { accountId: 'ada', generationId: 'g2' });
    await desk.grant('ada', '10');
    await desk.request('ada', 'image', { generationId: 'g3' });
    // At 25 each the third finds the 10 that were granted since, and nothing of the purchase.
    const { totals } = await asked(desk, withPrice('image', '25'));
    expect(totals).toMatchObject({ requests: 3, newlyRefused: 1, refusedBefore: 0, refusedAfter: 1 });
    const { totals: same } = await asked(desk, {});
    expect(same).toMatchObject({ requests: 3, newlyRefused: 0, refusedAfter: 0 });
  });

  it('writes nothing', async () => {
    const desk = await adaAsks(4);
    const before = await desk.store.head();
    await asked(desk, withLimit('images_daily', 1));
    expect(await desk.store.head()).toBe(before);
  });
});

describe('a draft', () => {
  it('is refused by exact field, where it is wrong or makes a limit count otherwise', () => {
    const [plain, ...tiers] = SCENARIO_DOCUMENT.tiers;
    const wrong = { ...SCENARIO_DOCUMENT, tiers: [{ ...plain!, trialGrant: '-1' }, ...tiers] };
    expect(draftOf(wrong, SCENARIO_CATALOG)).toMatchObject({ errors: [{ field: 'tiers[0].trialGrant' }] });
    const [first, ...rest] = SCENARIO_DOCUMENT.limits;
    const other = { ...SCENARIO_DOCUMENT, limits: [{ ...first!, kind: 'calendar-week' }, ...rest] };
    expect(draftOf(other, SCENARIO_CATALOG)).toMatchObject({ errors: [{ field: 'limits[0].kind' }] });
  });
});
