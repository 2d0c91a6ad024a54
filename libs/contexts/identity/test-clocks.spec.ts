import { testClocks } from './test-clocks';
import { ATown, NINE } from './testing/a-town';

const TOMORROW = '2026-11-22T09:00:00.000Z';
const LATER = '2026-12-22T09:00:00.000Z';

function given() {
  const town = new ATown();
  const { ledger } = town.instance();
  const clocks = testClocks({ ledger, now: () => Date.parse(town.now) });
  const create = (body: object = {}) =>
    town.ask('CreateTestClock', { body: { clockId: 'clock-1', time: TOMORROW, ...body } });
  const advance = async (to: string, clockId = 'clock-1') => {
    const asked = { clockId, body: { to } } as object;
    return town.ask('AdvanceTestClock', asked);
  };
  return { town, clocks, create, advance };
}

describe('a test clock', () => {
  it('stands where it was made to', async () => {
    const { clocks, create } = given();
    const { outcome, body } = await create();
    expect([outcome, body]).toMatchObject(['accepted', { clockId: 'clock-1', time: TOMORROW }]);
    expect(await clocks.read('clock-1')).toEqual({ status: 'ready', time: TOMORROW, target: null });
  });

  it('is refused as test-clock-already-exists, test-clock-in-the-past or test-clock-too-far', async () => {
    const { create } = given();
    expect((await create({ time: '2026-11-21T08:59:59.999Z' })).reason).toBe('test-clock-in-the-past');
    expect((await create({ time: '2036-11-28T09:00:00.001Z' })).reason).toBe('test-clock-too-far');
    expect((await create({ time: NINE })).outcome).toBe('accepted');
    expect((await create()).reason).toBe('test-clock-already-exists');
  });

  it('is sent forward only, one way at a time, and not without end', async () => {
    const { create, advance } = given();
    expect((await advance(LATER)).reason).toBe('test-clock-not-found');
    await create();
    expect((await advance(TOMORROW)).reason).toBe('test-clock-not-forward');
    expect((await advance('2029-01-30T09:00:00.001Z')).reason).toBe('test-clock-too-far');
    expect((await advance(LATER)).body).toMatchObject({ testClock: { status: 'advancing', target: LATER } });
    expect((await advance(LATER)).reason).toBe('test-clock-advancing');
  });

  it('goes step by step, each once, and arrives', async () => {
    const { town, clocks, create, advance } = given();
    await create();
    await advance(LATER);
    const half = '2026-12-01T00:00:00.000Z';
    await clocks.move('clock-1', { from: TOMORROW, to: half });
    await clocks.move('clock-1', { from: TOMORROW, to: half });
    expect(await clocks.read('clock-1')).toEqual({ status: 'advancing', time: half, target: LATER });
    await clocks.move('clock-1', { from: half, to: LATER });
    await clocks.move('clock-1', { from: half, to: LATER });
    expect(await clocks.read('clock-1')).toEqual({ status: 'advancing', time: LATER, target: LATER });
    await clocks.move('clock-1', { from: LATER, to: LATER });
    await clocks.move('clock-1', { from: LATER, to: LATER });
    expect(await clocks.read('clock-1')).toEqual({ status: 'ready', time: LATER, target: null });
    const types = (await town.log('testClock-clock-1')).map(({ type }) => type);
    expect(types).toEqual(['created', 'advance-begun', 'moved', 'moved', 'moved']);
  });

  it('is the time in which commands of a bound party are decided, and asked about', async () => {
    const { town, clocks, create } = given();
    await create();
    await town.register('ada', { testClockId: 'clock-1' });
    await town.register('bob');
    const { ask } = town.instance(clocks.clockOf);
    for (const partyId of ['ada', 'bob']) {
      expect((await ask('RecordLogin', { partyId, dryRun: true })).body).toMatchObject({
        decidedAt: partyId === 'ada' ? TOMORROW : NINE,
      });
      await ask('RecordLogin', { partyId });
    }
    const loggedIn = async (party: string) => (await town.log(`party-${party}`)).at(-1)!.data.loggedInAt;
    expect([await loggedIn('ada'), await loggedIn('bob')]).toEqual([TOMORROW, NINE]);
  });

  it('is the time in which a party is registered with it; e-mails are claimed in everybody’s', async () => {
    const { town, clocks, create } = given();
    await create();
    const { ask } = town.instance(clocks.clockOf);
    const register = (partyId: string, testClockId?: string, email?: string) =>
      ask('RegisterParty', { body: { partyId, kind: 'user', testClockId, email } });
    await register('ada', 'clock-1', 'ada@example.org');
    const [registered] = await town.log('party-ada');
    expect(registered!.data.registeredAt).toBe(TOMORROW);
    const claim = `claim-${String(registered!.data.emailHash)}`;
    expect((await town.log(claim))[0]!.data.claimedAt).toBe(NINE);
    expect((await register('bob', 'sundial')).body.decidedAt).toBe(NINE);
  });

  it('is not the time of a party that was free before somebody tries to bind it', async () => {
    const { town, clocks, create } = given();
    await create();
    const { ask } = town.instance(clocks.clockOf);
    await ask('RegisterParty', { body: { partyId: 'bob', kind: 'user' } });
    const again = { body: { partyId: 'bob', kind: 'user', testClockId: 'clock-1' } };
    expect((await ask('RegisterParty', again)).reason).toBe('party-already-exists');
    expect((await ask('RecordLogin', { partyId: 'bob' })).body.decidedAt).toBe(NINE);
  });

  it('is the time of the parties that are bound to it, and of nobody else', async () => {
    const { town, clocks, create } = given();
    await create();
    await town.register('ada', { testClockId: 'clock-1' });
    await town.register('bob');
    const at = async (owner: string) => new Date(await clocks.clockOf(owner)).toISOString();
    expect([await at('ada'), await at('bob'), await at('nobody')]).toEqual([TOMORROW, NINE, NINE]);
    expect([await clocks.boundTo('ada'), await clocks.boundTo('bob')]).toEqual(['clock-1', null]);
  });
});
