import { partyStream } from '../../streams/party-stream';
import { ATown } from '../../testing/a-town';

describe('recording a login', () => {
  it('keeps when, and from where for those who may read it', async () => {
    const town = new ATown();
    await town.register('ada');
    await town.later(60).ask('RecordLogin', { partyId: 'ada', body: { ip: '203.0.113.7' } });
    const [, login] = await town.log('party-ada');
    expect(login).toMatchObject({ type: 'login-recorded', data: { loggedInAt: '2026-11-21T09:01:00.000Z' } });
    expect(await town.sealer.open('ada', String(login!.data.sealed))).toBe('{"ip":"203.0.113.7"}');
    expect(await town.bytes('party-ada')).not.toContain('203.0.113.7');
    const { state } = await town.instance().ledger.read(partyStream, 'ada');
    expect(state.lastLoginAt).toBe('2026-11-21T09:01:00.000Z');
  });

  it('of nobody is refused party-not-found, and makes no key', async () => {
    const town = new ATown();
    const asked = { partyId: 'eve', body: { ip: '203.0.113.7' } };
    expect((await town.ask('RecordLogin', asked)).reason).toBe('party-not-found');
    expect(await town.sealer.hasKey('eve')).toBe(false);
  });
});
