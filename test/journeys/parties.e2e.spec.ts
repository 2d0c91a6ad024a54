import { describeWithPostgres, givenLog } from '@ledgerline/testing';
import type { Answer } from './api-client';
import { RunningSystem, startSystem } from './running-system';

const CANARY = 'canary-9b2d4e';
const EMAIL = `${CANARY}@example.org`;
const IP = '203.0.113.207';
const BILLING = {
  legalName: `${CANARY} Engines Ltd`,
  address: { line1: `12 ${CANARY} Square`, city: `${CANARY}ton` },
  country: 'GB',
  taxId: `GB-${CANARY}`,
  billingEmail: `accounts-${EMAIL}`,
};

describeWithPostgres('parties', () => {
  let system: RunningSystem;
  beforeAll(async () => (system = await startSystem(undefined, givenLog)));
  afterAll(() => system.stop());

  const register = (body: object, key?: string) => system.service.command('/v1/parties', body, key);
  const act = (partyId: string, what: string, body: object) =>
    system.service.command(`/v1/parties/${partyId}/${what}`, body);

  /** The account that a reaction opens; its place in the log comes with it. */
  async function accountOf(partyId: string): Promise<Answer> {
    for (;;) {
      const limits = await system.service.get(`/v1/accounts/${partyId}/limits`);
      if (limits.status === 200) return system.admin.reading(`/v1/accounts/${partyId}`, limits.body.position);
    }
  }

  it('have an account with the trial grant of their tier, which nobody opened by hand', async () => {
    const registered = await register({
      kind: 'user',
      partyId: 'ada',
      email: 'ada@example.org',
      name: 'Ada',
    });
    expect(registered).toMatchObject({
      status: 201,
      body: { outcome: 'accepted', partyId: 'ada', party: { status: 'TRIAL', kind: 'user' } },
    });
    expect((await accountOf('ada')).body).toMatchObject({ ownerKind: 'user', tier: 'free', balance: '10' });
    expect((await register({ kind: 'user', partyId: 'ada' })).body).toMatchObject({
      ...{ status: 409, code: 'party-already-exists' },
    });
  });

  it('have an e-mail of their own, whichever instance they come to', async () => {
    const second = await system.secondInstance();
    const body = (partyId: string) => ({ kind: 'user', partyId, email: 'Race@Example.org' });
    const told = await Promise.all(
      ['r1', 'r2', 'r3', 'r4'].map((id, n) =>
        (n % 2 ? second : system.service).command('/v1/parties', body(id)),
      ),
    );
    expect(told.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(new Set(told.filter(({ status }) => status === 409).map(({ body: { code } }) => code))).toEqual(
      new Set(['email-taken']),
    );
    const [won] = told.filter(({ status }) => status === 201);
    const found = await system.admin.reading('/v1/parties?email=race@example.org', won!.body.position);
    expect(found.body.items.map(({ partyId }: { partyId: string }) => partyId)).toEqual([won!.body.partyId]);
  });

  it('are workspaces too, with as many members as their plan has seats', async () => {
    await register({ kind: 'workspace', partyId: 'acme', tier: 'team' });
    await register({ kind: 'user', partyId: 'bob' });
    await accountOf('acme');
    await system.admin.command('/v1/accounts/acme/tier', { tier: 'team', plan: 'free', reason: 'one seat' });
    expect((await act('acme', 'members', { memberId: 'ada' })).status).toBe(201);
    expect((await act('acme', 'members', { memberId: 'bob' })).body).toMatchObject({
      ...{ status: 409, code: 'seats-exceeded', seats: 1, members: 1 },
    });
    const removed = await act('acme', 'members/ada/remove', { reason: 'left' });
    const added = await act('acme', 'members', { memberId: 'bob' });
    expect([removed.status, added.status]).toEqual([200, 201]);
    const { position } = added.body;
    const members = await system.service.reading('/v1/parties/acme/members', position);
    expect(members.body.items).toMatchObject([{ workspaceId: 'acme', memberId: 'bob' }]);
    const past = await system.service.reading('/v1/parties/ada/workspaces?past=true', position);
    expect(past.body.items).toMatchObject([{ workspaceId: 'acme', removedBecause: 'left' }]);
  });

  it('stand in the audit with all that was asked of them, and what reactions did for them', async () => {
    const refused = await act('acme', 'members', { memberId: 'ada' });
    const audit = await system.admin.reading('/v1/audit?accountId=acme', refused.body.position);
    const told = (audit.body.items as { command: string; outcome: string; actor: string; ip: string }[]).map(
      ({ command, outcome, actor, ip }) => `${command} ${outcome} ${actor} ${ip}`,
    );
    const counted = told.filter((line) => line.includes('count-seats-when-members-change'));
    expect(new Set(counted)).toEqual(
      new Set(['MoveGauge accepted reaction:count-seats-when-members-change null']),
    );
    expect(told.filter((line) => !counted.includes(line))).toEqual([
      'AddMember refused service-key 127.0.0.1',
      'AddMember accepted service-key 127.0.0.1',
      'RemoveMember accepted service-key 127.0.0.1',
      'AddMember refused service-key 127.0.0.1',
      'AddMember accepted service-key 127.0.0.1',
      'ChangeTier accepted admin-key 127.0.0.1',
      'OpenAccount accepted reaction:open-account-when-party-registered null',
      'RegisterParty accepted service-key 127.0.0.1',
    ]);
  });

  it('are told badly by nobody: each wrong field is named, and what is unknown stays out', async () => {
    const wrong = { kind: 'robot', email: 'nowhere', tier: 'free', nickname: CANARY };
    const { body } = await register(wrong);
    expect(body.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      ...['email', 'kind', 'nickname'],
    ]);
    const details = await act('ada', 'billing-details', { ...BILLING, country: 'XX' });
    expect(details.body.errors).toMatchObject([{ field: 'country' }]);
    expect((await register({ kind: 'user', testClockId: 'sundial' })).body.code).toBe('test-clock-not-found');
    expect((await register({ kind: 'user', tier: 'gold' })).body.code).toBe('unknown-tier');
    const admin = { kind: 'user', partyId: 'queen', role: 'admin' };
    expect((await register(admin)).body).toMatchObject({ status: 403, code: 'admin-key-required' });
    expect((await system.admin.command('/v1/parties', admin)).status).toBe(201);
    expect((await system.service.get('/v1/parties')).status).toBe(403);
    expect((await system.service.get('/v1/parties/nobody')).body.code).toBe('party-not-found');
  });

  it('leave nothing personal in clear anywhere: log, tables, and what the processes print', async () => {
    const { service, admin, finance } = system;
    const registered = await register({ kind: 'user', partyId: 'canary', email: EMAIL, name: CANARY });
    await act('canary', 'verify-email', { email: EMAIL });
    await act('canary', 'verify-email', { email: `other-${EMAIL}` });
    await act('canary', 'logins', { ip: IP });
    const last = await act('canary', 'billing-details', BILLING);
    expect([registered.status, last.status]).toEqual([201, 200]);
    expect((await register({ kind: 'user', partyId: 'thief', email: EMAIL, name: CANARY })).status).toBe(409);
    expect((await register({ kind: 'user', partyId: 'canary', email: EMAIL })).status).toBe(409);
    await service.send('POST', '/v1/parties', `{"kind":"user","email":"${EMAIL}"`);

    const seen = await admin.reading('/v1/parties/canary', last.body.position);
    expect(seen.body).toMatchObject({ email: EMAIL, name: CANARY, lastLoginIp: IP, billingDetails: BILLING });
    for (const reader of [finance, service]) {
      expect(JSON.stringify((await reader.get('/v1/parties/canary')).body)).not.toContain(CANARY + '@');
    }
    const byEmail = await finance.reading(`/v1/parties?email=${EMAIL}`, last.body.position);
    expect(byEmail.body.items).toMatchObject([{ partyId: 'canary', email: null, name: null }]);

    await expectNowhere([EMAIL, `12 ${CANARY}`, `${CANARY} Engines`, `GB-${CANARY}`, IP]);
  });

  it('are nobody any more once their key is destroyed', async () => {
    await system.runtime.sealer.erase('canary');
    const { body } = await system.admin.get('/v1/parties/canary');
    expect(body).toMatchObject({ email: null, name: null, lastLoginIp: null, status: 'TRIAL' });
    expect(body.billingDetails).toMatchObject({ country: 'GB', legalName: null, address: null });
  });

  async function expectNowhere(texts: readonly string[]): Promise<void> {
    const { pool } = system.runtime;
    const tables = await pool.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const patterns = texts.map((text) => `%${text}%`);
      const { rows } = await pool.query(`select 1 from ${name} t where t::text ilike any ($1)`, [patterns]);
      if (rows.length > 0) found.push(name);
    }
    expect(found).toEqual([]);
    const logged = system.logged();
    expect(texts.filter((text) => logged.includes(text))).toEqual([]);
  }
});
