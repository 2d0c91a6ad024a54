import { timestamp } from '@ledgerline/kernel';
import { DAY, givenReferrals, NINE } from '../testing/given-referrals';
import { deactivateProgram } from '../commands/deactivate-program/deactivate-program';
import { ClickGate, CLICKS_PER_ADDRESS_MAX, CLICKS_PER_PROGRAM_MAX } from './click-gate';
import { keepClick } from './keep-click';
import { readGivenCode } from './referral-code';

const SEALER = {
  hasKey: () => Promise.resolve(true),
  open: () => Promise.resolve(undefined),
  sealCached: (_owner: string, text: string) => Promise.resolve(`sealed:${text}`),
  keyedHash: (text: string) => Buffer.from(text).toString('base64url'),
};

async function adasLink() {
  const given = await givenReferrals();
  await given.openProgram('ada', 'ADA');
  const { ledger, families, clock } = given;
  const gate = new ClickGate();
  const parts = { ledger, program: families.program, sealer: SEALER, gate, now: () => clock.now };
  const click = (ip: string, userAgent = 'Browser 1') =>
    keepClick(parts, {
      partyId: 'ada',
      ip,
      userAgent,
      source: 'mail',
      campaign: null,
      invitationId: null,
      requestId: 'r',
    });
  return { ...given, click };
}

describe('a click', () => {
  it('is a fact with who came sealed, and until when who signs up counts as brought by it', async () => {
    const { click, log } = await adasLink();
    const clickId = await click('10.0.0.1');
    expect((await log()).at(-1)).toMatchObject({
      type: 'ReferralClicked',
      data: {
        ...{ partyId: 'ada', clickId, source: 'mail', campaign: null },
        sealed: 'sealed:{"ip":"10.0.0.1","userAgent":"Browser 1"}',
        attributedUntil: timestamp(NINE + 30 * DAY * 1000),
      },
    });
  });

  it('of one visitor is one a day, however often they come back', async () => {
    const { click, history, clock } = await adasLink();
    const first = await click('10.0.0.1');
    expect(await click('10.0.0.1')).toBe(first);
    expect(await click('10.0.0.1', 'Browser 2')).not.toBe(first);
    clock.now += DAY * 1000;
    expect(await click('10.0.0.1')).not.toBe(first);
    expect(await history('referralProgram-ada')).toHaveLength(4);
  });

  it('is not recorded where the program is inactive', async () => {
    const { click, history, command, families } = await adasLink();
    await command(families.program.stream, 'ada', (state, context) =>
      deactivateProgram({ reason: 'enough' }, state, context),
    );
    expect(await click('10.0.0.1')).toBeUndefined();
    expect(await history('referralProgram-ada')).toEqual(['ProgramOpened', 'ProgramDeactivated']);
  });

  it('beyond so many of one address in a minute leaves nothing behind', async () => {
    const { click, history, clock } = await adasLink();
    for (let n = 0; n <= CLICKS_PER_ADDRESS_MAX + 5; n++) await click('10.0.0.1', `Browser ${n}`);
    expect(await history('referralProgram-ada')).toHaveLength(1 + CLICKS_PER_ADDRESS_MAX);
    clock.now += 60_000;
    expect(await click('10.0.0.1', 'Browser 99')).toBeDefined();
  });
});

describe('the gate', () => {
  it('lets so many of a program through in a minute, whatever their addresses', () => {
    const gate = new ClickGate();
    const admitted = Array.from({ length: CLICKS_PER_PROGRAM_MAX + 50 }, (_, n) =>
      gate.admits({ address: `10.0.${n}`, partyId: 'ada', nowMs: NINE }),
    ).filter(Boolean);
    expect(admitted).toHaveLength(CLICKS_PER_PROGRAM_MAX);
    expect(gate.admits({ address: '10.1', partyId: 'bob', nowMs: NINE })).toBe(true);
  });
});

describe('what somebody signs up with', () => {
  it.each([
    ['spring-26', { code: 'SPRING-26', cameBy: null }],
    [' ADA ', { code: 'ADA', cameBy: null }],
    [
      'ada.0f8fad5b-d9cb-469f-a165-70867728950e',
      { code: 'ADA', cameBy: '0f8fad5b-d9cb-469f-a165-70867728950e' },
    ],
    ['ad', undefined],
    ['ada.', undefined],
    ['ada/../x', undefined],
    ["' or 1=1 --", undefined],
    ['x'.repeat(31), undefined],
  ])('%p is read as %j', (text, read) => expect(readGivenCode(text)).toEqual(read));
});
