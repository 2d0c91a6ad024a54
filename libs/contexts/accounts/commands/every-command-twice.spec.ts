import { AccountDesk } from '../testing/account-desk';
import { POLICY_CATALOG } from '../testing/policy-catalog';
import { accountCommands } from './registry';

const ADA = { accountId: 'ada' };
const G = { ...ADA, generationId: 'g' };
const BECAUSE = { reason: 'a test' };

interface Sending {
  readonly params?: Record<string, string>;
  readonly body: object;
  /** What has to be there before. */
  readonly first?: (desk: AccountDesk) => Promise<unknown>;
}

const running = (desk: AccountDesk) => desk.request('ada', 'image', { generationId: 'g' });
const completed = async (desk: AccountDesk) => {
  await running(desk);
  await desk.complete('ada', 'g');
};
const limit = (name: string) => ({ ...ADA, limit: name });

/** One accepted sending of every command; Ada has 100 credits. */
const SENDINGS: Readonly<Record<string, Sending>> = {
  OpenAccount: { params: {}, body: { owner: { kind: 'user', id: 'bob' }, tier: 'plain' } },
  CloseAccount: { body: BECAUSE },
  ReopenAccount: { body: BECAUSE, first: (desk) => desk.send('CloseAccount', ADA, BECAUSE) },
  GrantCredits: { body: { type: 'BONUS', credits: '5', ...BECAUSE } },
  RequestGeneration: { body: { action: 'image' } },
  CompleteGeneration: { params: G, body: { processingMs: 5 }, first: running },
  FailGeneration: { params: G, body: { errorCode: 'boom' }, first: running },
  CancelGeneration: { params: G, body: {}, first: running },
  CancelHoldAsAdmin: { params: G, body: BECAUSE, first: running },
  ExtendHold: { params: G, body: { timeoutSeconds: 3_600 }, first: running },
  AdjustCredits: { body: { credits: '-5', ...BECAUSE } },
  ChangeTier: { body: { tier: 'pro', ...BECAUSE } },
  MoveGauge: { params: limit('storage_mb'), body: { by: 5 } },
  OverrideLimit: { params: limit('images_daily'), body: { value: '50', ...BECAUSE } },
  RecordUsage: { body: { action: 'photo', quantity: 2 } },
  RefundGeneration: { params: G, body: { credits: '4', reference: 'r', ...BECAUSE }, first: completed },
  RemoveLimitOverride: {
    params: limit('images_daily'),
    body: BECAUSE,
    first: (desk) => desk.send('OverrideLimit', limit('images_daily'), { value: '50', ...BECAUSE }),
  },
  RemoveUsage: {
    params: limit('projects_total'),
    body: { quantity: 1 },
    first: (desk) => desk.record('ada', 'project'),
  },
  TakeBackPurchase: { body: { orderId: 'o', reference: 'r', credits: '5', ...BECAUSE } },
  VoidLot: { body: { type: 'PURCHASE', reference: 'pay_1', ...BECAUSE } },
};

async function given({ first }: Sending): Promise<AccountDesk> {
  const desk = new AccountDesk(POLICY_CATALOG);
  await desk.open('ada');
  await desk.grant('ada', '100', { type: 'PURCHASE', reference: 'pay_1' });
  await first?.(desk);
  return desk;
}

describe('every command', () => {
  it('is sent here', () => {
    expect(Object.keys(SENDINGS).sort()).toEqual(accountCommands.map(({ name }) => name).sort());
  });

  it.each(Object.entries(SENDINGS))(
    '%s sent again with its key is one effect and the same answer',
    async (name, sending) => {
      const desk = await given(sending);
      const { params = ADA, body } = sending;
      const sent = await desk.send(name, params, body, 'the key');
      const head = await desk.store.head();
      const again = await desk.after(86_400).send(name, params, body, 'the key');

      expect(sent).toMatchObject({ outcome: 'accepted', replayed: false });
      const { account: _then, ...facts } = sent.body;
      const { account: _now, ...factsAgain } = again.body;
      expect(again).toMatchObject({ outcome: 'accepted', replayed: true, position: sent.position });
      expect(factsAgain).toEqual(facts);
      expect(await desk.store.head()).toBe(head);
    },
  );

  it.each(Object.entries(SENDINGS))(
    '%s under a key that was used for something else is refused',
    async (name, sending) => {
      const desk = await given(sending);
      const { params = ADA, body } = sending;
      await desk.send(name, params, body, 'the key');
      const head = await desk.store.head();
      const other = desk.send(name, params, { ...body, reason: 'another' }, 'the key');

      await expect(other).rejects.toMatchObject({ code: 'idempotency-key-reused' });
      expect(await desk.store.head()).toBe(head);
    },
  );
});
