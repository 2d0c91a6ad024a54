import { mintApiKey } from '@ledgerline/platform/config';
import { describeWithPostgres, StripeDouble, testDatabase, TestDatabase, until } from '@ledgerline/testing';
import { type Answer, ApiClient } from './api-client';
import { LedgerlineProgram } from './ledgerline-program';

const PAYOUTS = 6;
const PATIENCE_MS = 60_000;
/** As often as the SDK itself tries one call. */
const TRIES_OF_A_CALL = 3;

describeWithPostgres('payouts, while the reactors that carry them are killed', () => {
  const key = mintApiKey({ name: 'journey', role: 'admin' });
  const running: LedgerlineProgram[] = [];
  let stripe: StripeDouble;
  let database: TestDatabase;
  let client: ApiClient;

  beforeAll(async () => {
    database = await testDatabase();
    stripe = await StripeDouble.start();
    started('projector');
    client = new ApiClient(await started('api').url(), key.token);
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.all(running.map((program) => program.stop('SIGKILL')));
    await stripe?.close();
    await database?.drop();
  });

  function started(app: 'api' | 'projector' | 'reactor', failpoint = ''): LedgerlineProgram {
    const program = new LedgerlineProgram(app, {
      ...{ DATABASE_URL: database.appUrl, LEDGERLINE_API_KEYS: key.entry, LEDGERLINE_FAILPOINT: failpoint },
      ...stripe.variables,
    });
    running.push(program);
    return program;
  }

  async function dyingAt(...failpoints: readonly string[]): Promise<void> {
    for (const failpoint of failpoints) {
      const dying = started('reactor', failpoint);
      await until(`the reactor dies at ${failpoint}`, () => dying.hasEnded, PATIENCE_MS);
    }
  }

  /** Two reactors at once finish what the dead have left, and die in their turn. */
  async function finished(what: string, holds: () => Promise<boolean>): Promise<void> {
    const two = [started('reactor'), started('reactor')];
    await until(what, holds, 2 * PATIENCE_MS);
    await Promise.all(two.map((reactor) => reactor.stop('SIGKILL')));
  }

  const itemsAt = async (path: string): Promise<readonly Answer['body'][]> =>
    ((await client.get(path)).body.items ?? []) as Answer['body'][];
  const accepted = async (path: string, body: object): Promise<Answer['body']> => {
    const answer = await client.command(path, body);
    expect([path, answer.body.outcome]).toEqual([path, 'accepted']);
    return answer.body;
  };
  const funds = async () =>
    ((await client.get('/v1/accounts/ada/referral-program')).body.funds as Answer['body'][])[0];
  const payoutsAre = async (status: string) =>
    (await itemsAt(`/v1/accounts/ada/payouts?status=${status}`)).length === PAYOUTS;

  it('set aside what was earned, each once', async () => {
    await accepted('/v1/parties', { partyId: 'ada', kind: 'user' });
    await accepted('/v1/accounts/ada/referral-program', { code: 'ADA' });
    await accepted('/v1/parties', { partyId: 'bob', kind: 'user', referralCode: 'ADA' });
    await finished('bob was brought', async () => (await itemsAt('/v1/accounts/ada/referrals')).length === 1);
    const money = { amount: '200.00', currency: 'USD' };
    await accepted('/v1/accounts/bob/referral/rewards', { beneficiaryId: 'ada', money, reason: 'a team' });
    await finished('the reward is there', async () => (await funds())?.available === '200.00');
    const body = { method: 'STRIPE', amount: '25.00', currency: 'USD', destination: 'acct_1' };
    await Promise.all(Array.from({ length: PAYOUTS }, () => accepted('/v1/accounts/ada/payouts', body)));
    await dyingAt('reaction.before:2', 'append.before:1', 'append.committed:1', 'reaction.commanded:3');
    await finished('every payout is there', () => payoutsAre('PENDING'));
    expect(await funds()).toMatchObject({ reserved: '150.00', available: '50.00', paidOut: '0.00' });
  }, 300_000);

  it('are paid once each, though the answers of some were lost after they were paid', async () => {
    const all = { method: 'STRIPE', amount: '150.00', currency: 'USD', reason: 'November' };
    const { batchId } = await accepted('/v1/payout-batches', all);
    stripe.trouble.loseAnswersOf('POST', '/v1/transfers', 2 * TRIES_OF_A_CALL);
    await dyingAt(
      ...['reaction.before:3', 'reaction.commanded:2', 'append.before:2', 'append.committed:2'],
      ...['reaction.checkpointed:1', 'reaction.commanded:1'],
    );
    await finished('every payout is paid', () => payoutsAre('COMPLETED'));
    await finished('and paid out', async () => (await funds())?.paidOut === '150.00');

    const made = stripe.things.all('transfer');
    const payouts = await itemsAt('/v1/accounts/ada/payouts');
    expect(made.map(({ transfer_group: group }) => group as string).sort()).toEqual(
      payouts.map(({ payoutId }) => `payout:${payoutId}`).sort(),
    );
    expect(payouts.map(({ transactionId }) => transactionId as string).sort()).toEqual(
      made.map(({ id }) => id).sort(),
    );
    expect(await funds()).toMatchObject({
      ...{ earned: '200.00', vesting: '0.00', available: '50.00', reserved: '0.00' },
      ...{ paidOut: '150.00', clawedBack: '0.00', owed: '0.00' },
    });
    const batch = (await client.get(`/v1/payout-batches/${batchId}`)).body;
    expect(batch).toMatchObject({ count: PAYOUTS, completed: PAYOUTS, paid: '150.00' });
  }, 300_000);
});
