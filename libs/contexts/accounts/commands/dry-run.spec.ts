import { AccountDesk } from '../testing/account-desk';

const ADA = { accountId: 'ada' };

async function opened(tier = 'plain', credits?: string): Promise<AccountDesk> {
  const desk = new AccountDesk();
  await desk.open('ada', tier);
  if (credits) await desk.grant('ada', credits);
  return desk;
}

const logged = async (desk: AccountDesk) =>
  (await desk.store.readStream('account-ada', { fromRevision: 0n, countMax: 500 })).events.length;

describe('a dry run of a command', () => {
  it('is answered as the command would be, and leaves nothing in the log', async () => {
    const desk = await opened('plain', '100');
    const before = await logged(desk);
    const dry = await desk.dryRun('RequestGeneration', ADA, { action: 'image' });

    expect(dry).toMatchObject({
      outcome: 'accepted',
      body: { dryRun: true, outcome: 'accepted', held: { credits: '10' }, account: { available: '90' } },
    });
    expect(await logged(desk)).toBe(before);
    const wet = await desk.request('ada', 'image');
    expect(wet.body).toMatchObject({ held: dry.body.held });
  });

  it('however often asked takes nothing from whoever asks afterwards', async () => {
    const desk = await opened('plain', '10');
    for (let n = 0; n < 5; n++) await desk.dryRun('RequestGeneration', ADA, { action: 'image' });
    expect((await desk.request('ada', 'image')).outcome).toBe('accepted');
  });

  it('is refused as the command would be, with its figures, and no refusal is recorded', async () => {
    const desk = await opened();
    const before = await logged(desk);
    for (let n = 0; n < 70; n++) {
      const { refusal } = await desk.dryRun('RequestGeneration', ADA, { action: 'image' });
      expect(refusal).toMatchObject({
        reason: 'insufficient-credits',
        figures: { needed: '10', available: '0' },
      });
    }
    expect(await logged(desk)).toBe(before);
  });

  it('sees what time has caused, without recording that either', async () => {
    const desk = await opened('free');
    const before = await logged(desk);
    const dry = await desk.after(86_400).dryRun('RequestGeneration', ADA, { action: 'svg' });

    expect(dry.body).toMatchObject({
      outcome: 'accepted',
      held: { credits: '1', lots: [{ lotId: 'refill-2026-11-22' }] },
    });
    expect(await logged(desk)).toBe(before);
  });

  it('knows what a reference or a generation has come to before', async () => {
    const desk = await opened();
    const paid = { type: 'PURCHASE', credits: '5', reason: 'pack', reference: 'pay_1' };
    await desk.send('GrantCredits', ADA, paid);
    expect((await desk.dryRun('GrantCredits', ADA, paid)).outcome).toBe('no-effect');
    const other = await desk.dryRun('GrantCredits', ADA, { ...paid, credits: '6' });
    expect(other.refusal?.reason).toBe('reference-conflict');
  });

  it('of an account that is not there says so and makes neither stream nor key', async () => {
    const desk = new AccountDesk();
    const dry = await desk.dryRun('RequestGeneration', ADA, { action: 'image', prompt: 'a secret' });
    expect(dry.refusal?.reason).toBe('account-not-found');
    const opening = { owner: { kind: 'user', id: 'ada' }, tier: 'plain' };
    expect((await desk.dryRun('OpenAccount', {}, opening)).outcome).toBe('accepted');
    expect(await logged(desk)).toBe(0);
  });
});
