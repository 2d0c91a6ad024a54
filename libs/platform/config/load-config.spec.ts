import { randomBytes } from 'node:crypto';
import { ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import {
  apiKeyEntry,
  ConfigurationInvalid,
  configModule,
  loadConfig,
  LedgerlineConfig,
  mintApiKey,
  PUBLISHED_MASTER_KEY,
  PUBLISHED_TOKEN,
  tokenDigest,
} from './index';
import { farewellOf, StartupFault } from './startup-fault';

const good = {
  DATABASE_URL: 'postgresql://app:secret@127.0.0.1:5432/ledgerline',
  LEDGERLINE_MASTER_KEY: randomBytes(32).toString('base64'),
  LEDGERLINE_API_KEYS: mintApiKey({ name: 'studio', role: 'service' }).entry,
};

function problemsOf(variables: Record<string, string | undefined>): ConfigurationInvalid {
  try {
    loadConfig(variables);
  } catch (error) {
    return error as ConfigurationInvalid;
  }
  throw new Error('the configuration was accepted');
}

describe('a good configuration', () => {
  it('is parsed, with the documented defaults for what is absent', () => {
    expect(loadConfig(good)).toMatchObject({
      nodeEnv: 'development',
      logLevel: 'info',
      dataFolder: '.ledgerline',
      eventStore: 'postgres',
      databaseUrl: good.DATABASE_URL,
      databaseOwnerUrl: undefined,
      http: { host: '127.0.0.1', port: 3000, trustProxy: false },
      masterKey: Buffer.from(good.LEDGERLINE_MASTER_KEY, 'base64'),
      retiredMasterKeys: [],
      apiKeys: [{ name: 'studio', role: 'service', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      metricsKey: undefined,
      operationsPort: undefined,
    });
  });

  it('needs no database for the memory store, or in a process that brings its own', () => {
    const { DATABASE_URL: _, ...without } = good;
    expect(loadConfig({ ...without, EVENT_STORE: 'memory' }).databaseUrl).toBeUndefined();
    expect(loadConfig(without, { bringsDatabase: true }).databaseUrl).toBeUndefined();
    expect(problemsOf(without).problems).toHaveLength(1);
  });

  it('takes an empty variable for an absent one, and ports at both bounds', () => {
    expect(loadConfig({ ...good, LOG_LEVEL: '', HTTP_PORT: '0' })).toMatchObject({
      logLevel: 'info',
      http: { port: 0 },
    });
    expect(loadConfig({ ...good, HTTP_PORT: '65535' }).http.port).toBe(65_535);
    expect(problemsOf({ ...good, HTTP_PORT: '65536' }).problems[0]!.variable).toBe('HTTP_PORT');
  });

  it('takes several keys and retired master keys, with spaces after the commas', () => {
    const entries = (['service', 'finance', 'admin'] as const).map(
      (role) => mintApiKey({ name: `${role}-key`, role }).entry,
    );
    const retired = [randomBytes(32), randomBytes(32)];
    const config = loadConfig({
      ...good,
      LEDGERLINE_API_KEYS: entries.join(', '),
      LEDGERLINE_RETIRED_MASTER_KEYS: retired.map((key) => key.toString('base64')).join(', '),
    });
    expect(config.apiKeys.map(({ name, role }) => `${name}/${role}`)).toEqual([
      'service-key/service',
      'finance-key/finance',
      'admin-key/admin',
    ]);
    expect(config.retiredMasterKeys).toEqual(retired);
  });

  it('reaches Nest as one checked value', async () => {
    const config = loadConfig(good);
    const nest = await Test.createTestingModule({ imports: [await configModule(config)] }).compile();
    const service = nest.get<ConfigService<{ ledgerline: LedgerlineConfig }, true>>(ConfigService);
    expect(service.get('ledgerline')).toBe(config);
    expect(service.get('PATH' as 'ledgerline')).toBeUndefined();
  });
});

describe('a bad configuration', () => {
  const bad = {
    DATABASE_URL: 'mysql://app:hunter2@db/ledgerline',
    DATABASE_OWNER_URL: 'not a url hunter2',
    EVENT_STORE: 'kafka',
    HTTP_HOST: 'a host!',
    HTTP_PORT: '70000',
    HTTP_TRUST_PROXY: 'yes',
    LEDGERLINE_MASTER_KEY: 'c2hvcnQ=',
    LEDGERLINE_RETIRED_MASTER_KEYS: 'hunter2',
    LEDGERLINE_API_KEYS: 'studio:root:hunter2',
    METRICS_KEY: 'hunter2',
    LOG_LEVEL: 'loud',
    NODE_ENV: 'staging',
    LEDGERLINE_DATA: 'a\0b',
  };

  it('is refused with every bad variable listed at once, each with what is expected', () => {
    const failure = problemsOf(bad);
    expect(failure).toBeInstanceOf(ConfigurationInvalid);
    expect(failure.problems.map(({ variable }) => variable).sort()).toEqual(Object.keys(bad).sort());
    for (const variable of Object.keys(bad))
      expect(failure.message).toMatch(new RegExp(`^  ${variable}: expected`, 'm'));
    expect(failure.message).toContain(
      'HTTP_PORT: expected a port from 0 to 65535 (0 = any free one); it is "70000"',
    );
  });

  it('never quotes what may be a secret', () => {
    expect(problemsOf(bad).message).not.toContain('hunter2');
  });

  it('names what is missing', () => {
    expect(problemsOf({}).problems.map(({ variable, found }) => `${variable}: ${found}`)).toEqual([
      'LEDGERLINE_MASTER_KEY: it is missing',
      'LEDGERLINE_API_KEYS: it is missing',
      'DATABASE_URL: it is missing',
    ]);
  });

  it('ends the process with code 78 and one readable message, no stack', () => {
    const { text, exitCode } = farewellOf(problemsOf({ ...good, LOG_LEVEL: 'loud' }));
    expect(exitCode).toBe(78);
    expect(text).toMatch(/^The configuration has a bad variable:\n {2}LOG_LEVEL: expected one of fatal, /);
    expect(text).not.toMatch(/\n\s+at /);
    expect(farewellOf(new StartupFault('no place to write', 73))).toEqual({
      text: 'no place to write',
      exitCode: 73,
    });
    expect(farewellOf(new Error('a defect'))).toMatchObject({
      exitCode: 1,
      text: expect.stringContaining('at '),
    });
  });

  it.each([
    ['an unknown role', `studio:root:${tokenDigest('x')}`, 'entry 1 of 1'],
    ['a token instead of its digest', 'studio:admin:ll_secret', 'entry 1 of 1'],
    ['one broken entry among good ones', `${good.LEDGERLINE_API_KEYS},x`, 'entry 2 of 2'],
    [
      'a name given twice',
      `a:admin:${tokenDigest('x')},a:admin:${tokenDigest('y')}`,
      'the name a is given twice',
    ],
    [
      'one token for two names',
      `a:admin:${tokenDigest('x')},b:service:${tokenDigest('x')}`,
      'share one token',
    ],
  ])('refuses keys with %s', (_, list, finding) => {
    expect(problemsOf({ ...good, LEDGERLINE_API_KEYS: list }).problems[0]!.found).toContain(finding);
  });

  it.each([31, 33])('refuses a master key of %d bytes', (bytes) => {
    const failure = problemsOf({ ...good, LEDGERLINE_MASTER_KEY: randomBytes(bytes).toString('base64') });
    expect(failure.problems).toHaveLength(1);
  });
});

describe('production', () => {
  const production = { ...good, NODE_ENV: 'production' };

  it('takes keys of its own', () => {
    expect(loadConfig(production).nodeEnv).toBe('production');
  });

  it('refuses demo, published and made-up keys, all at once; development takes them', () => {
    const weak = {
      LEDGERLINE_MASTER_KEY: PUBLISHED_MASTER_KEY,
      LEDGERLINE_API_KEYS: [
        mintApiKey({ name: 'demo', role: 'admin' }).entry,
        apiKeyEntry({ name: 'studio', role: 'service', sha256: tokenDigest(PUBLISHED_TOKEN) }),
      ].join(),
    };
    expect(problemsOf({ ...production, ...weak }).problems.map(({ found }) => found)).toEqual([
      'it is a key from the documentation',
      'demo is a demo key',
      'the token of studio stands in the documentation',
    ]);
    expect(loadConfig({ ...good, ...weak }).apiKeys).toHaveLength(2);
    const zeros = { LEDGERLINE_MASTER_KEY: Buffer.alloc(32).toString('base64') };
    expect(problemsOf({ ...production, ...zeros }).problems[0]!.found).toContain('not random');
  });

  it('refuses an armed failpoint; a fault test in development may arm one', () => {
    const armed = { LEDGERLINE_FAILPOINT: 'append.before:3' };
    expect(problemsOf({ ...production, ...armed }).problems).toMatchObject([
      { variable: 'LEDGERLINE_FAILPOINT', found: 'a failpoint is armed' },
    ]);
    expect(loadConfig({ ...good, ...armed }).nodeEnv).toBe('development');
  });

  it('refuses test clocks, which are off unless they are asked for', () => {
    const on = { TEST_CLOCKS_ENABLED: 'true' };
    expect(problemsOf({ ...production, ...on }).problems).toMatchObject([
      { variable: 'TEST_CLOCKS_ENABLED', found: 'test clocks are on' },
    ]);
    expect([loadConfig(good).testClocks, loadConfig({ ...good, ...on }).testClocks]).toEqual([false, true]);
    expect(problemsOf({ ...good, TEST_CLOCKS_ENABLED: 'yes' }).problems).toMatchObject([
      { variable: 'TEST_CLOCKS_ENABLED', expected: 'true or false' },
    ]);
  });
});
