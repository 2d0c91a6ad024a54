import { partyStream } from '../../streams/party-stream';
import { ATown } from '../../testing/a-town';

const DETAILS = {
  legalName: 'Lovelace Engines Ltd',
  address: { line1: '12 St James’s Square', city: 'London' },
  taxId: 'GB123456789',
  billingEmail: 'accounts@example.org',
};

describe('changing billing details', () => {
  it('keeps the country in clear, for the tax follows from it, and all else sealed', async () => {
    const town = new ATown();
    await town.register('ada');
    const asked = { partyId: 'ada', body: { ...DETAILS, country: 'GB' } };
    expect(await town.ask('ChangeBillingDetails', asked)).toMatchObject({
      outcome: 'accepted',
      body: { partyId: 'ada', country: 'GB' },
    });
    const { state } = await town.instance().ledger.read(partyStream, 'ada');
    expect(state.country).toBe('GB');
    expect(JSON.parse((await town.sealer.open('ada', state.sealedBillingDetails!))!)).toEqual(DETAILS);
    expect(await town.bytes('party-ada')).not.toMatch(/lovelace|james|GB123|example/i);
  });

  it('tells why, where that was said', async () => {
    const town = new ATown();
    await town.register('ada');
    await town.ask('ChangeBillingDetails', {
      partyId: 'ada',
      body: { ...DETAILS, country: 'GB', reason: 'moved' },
    });
    expect((await town.log('party-ada')).at(-1)!.data).toMatchObject({ country: 'GB', reason: 'moved' });
  });

  it('of nobody is refused party-not-found', async () => {
    const asked = { partyId: 'eve', body: { ...DETAILS, country: 'GB' } };
    expect((await new ATown().ask('ChangeBillingDetails', asked)).reason).toBe('party-not-found');
  });
});
