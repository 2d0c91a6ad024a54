import fc from 'fast-check';
import { NO_ENVIRONMENT } from '@ledgerline/contexts/catalog';
import { commandIdOf } from '@ledgerline/platform/ledger';
import { describeWithPostgres, until } from '@ledgerline/testing';
import type { ModelPolicy } from '../../libs/contexts/accounts/testing/model-policy';
import { Life, lives } from '../../libs/contexts/accounts/testing/random-steps';
import { Answer, ApiClient } from './api-client';
import { AskedStep, httpStepOf, Known } from './random-callers/http-steps';
import { Heard, replay, UNRECORDED } from './random-callers/replay';
import { RunningSystem, startSystem } from './running-system';

const SEED = Number(process.env.LEDGERLINE_CALLERS_SEED ?? Date.now() % 1_000_000);
const SECONDS = Number(process.env.LEDGERLINE_CALLERS_SECONDS ?? 20);
const ACCOUNTS = 10;
const CALLERS_PER_ACCOUNT = 4;
const STEPS_PER_CALLER = { min: 40, max: 50 };
/** One command in so many is sent twice, at two instances, at once. */
const TWICE_EVERY = 10;

describeWithPostgres('random commands of concurrent callers, over HTTP', () => {
  let system: RunningSystem;
  let instances: readonly ApiClient[];
  beforeAll(async () => {
    system = await startSystem();
    instances = [system.admin, await system.secondInstance('admin')];
  });
  afterAll(() => system.stop());

  it(
    'come to what the plain model comes to at every position, and are answered in an order that was possible',
    async () => {
      const end = Date.now() + SECONDS * 1_000;
      let commands = 0;
      for (let round = 0; round === 0 || Date.now() < end; round++) {
        const count = ACCOUNTS * CALLERS_PER_ACCOUNT;
        const drawn = fc.sample(lives(STEPS_PER_CALLER), { seed: SEED + round, numRuns: count });
        const policy = { ...drawn[0]!.policy, environment: NO_ENVIRONMENT };
        await publish(policy);
        const heard = await liveTogether(drawn, `r${round}`);
        commands += heard.length;
        for (let n = 0; n < ACCOUNTS; n++) {
          const { tier } = drawn[n * CALLERS_PER_ACCOUNT]!;
          const accountId = `r${round}-${n}`;
          const answers = heard.filter((each) => each.accountId === accountId);
          expect(await replay(system.runtime.store, { accountId, tier, policy }, answers)).toBeUndefined();
        }
      }
      process.stdout.write(`random callers: ${commands} commands with LEDGERLINE_CALLERS_SEED=${SEED}\n`);
    },
    SECONDS * 1_000 + 120_000,
  );

  /** In force at every instance before anybody asks under it. */
  async function publish({ document }: ModelPolicy): Promise<void> {
    const { status, body } = await system.admin.command('/v1/catalog', {
      document,
      reason: 'another policy',
    });
    expect([status, body.errors]).toEqual([201, undefined]);
    for (const instance of instances) {
      await until('the catalog is known', async () => {
        return (await instance.get('/v1/catalog')).body.version === body.version;
      });
    }
  }

  async function liveTogether(drawn: readonly Life[], round: string): Promise<readonly Heard[]> {
    const heard: Heard[] = [];
    const accounts = Array.from({ length: ACCOUNTS }, async (_, n) => {
      const accountId = `${round}-${n}`;
      const callers = drawn.slice(n * CALLERS_PER_ACCOUNT, (n + 1) * CALLERS_PER_ACCOUNT);
      expect((await system.admin.open(accountId, callers[0]!.tier)).status).toBe(201);
      const known: Known = { generations: [], lots: [] };
      await Promise.all(
        callers.map(async ({ turns }, caller) => {
          for (const [turn, { step }] of turns.entries()) {
            if (step.kind === 'edit') continue;
            const answered = await ask(accountId, step, known, `${caller}-${turn}`);
            if (answered) heard.push(answered);
          }
        }),
      );
    });
    await Promise.all(accounts);
    return heard;
  }

  async function ask(
    accountId: string,
    step: AskedStep,
    known: Known,
    key: string,
  ): Promise<Heard | undefined> {
    const commandId = commandIdOf({ principal: 'admin-key', stream: `account-${accountId}`, key });
    const sentAtMs = Date.now();
    const http = httpStepOf(step, { known, nowMs: sentAtMs, commandId });
    if (!http) return undefined;
    const [caller, turn] = key.split('-').map(Number);
    const [here, there] = (caller! + turn!) % 2 ? instances : instances.toReversed();
    const path = `/v1/accounts/${accountId}/${http.path}`;
    const asked = turn! % TWICE_EVERY === 0 ? [here!, there!] : [here!];
    const answers = await Promise.all(asked.map((client) => client.command(path, http.body, key)));
    const answer = theRecorded(answers);
    const heard = { accountId, commandId, sentAtMs, answeredAtMs: Date.now(), answer, decided: http.decided };
    const { outcome, generationId, lotId } = answer.body;
    if (outcome === 'accepted' && http.path === 'generations')
      known.generations.push({ id: generationId, body: http.body });
    if (outcome === 'accepted' && http.path === 'grants') known.lots.push(lotId);
    return heard;
  }
});

/** What a key has come to, the same for whoever asked with it, except that its refusal was not recorded. */
function theRecorded(answers: readonly Answer[]): Answer {
  expect(answers.flatMap(({ body }) => body.errors ?? [])).toEqual([]);
  const recorded = answers.filter(({ body }) => !UNRECORDED.includes(body.code));
  const told = recorded.map(({ body: { outcome, position, code } }) =>
    JSON.stringify({ outcome, position, code }),
  );
  const [, ...others] = new Set(told);
  expect(others).toEqual([]);
  return recorded[0] ?? answers[0]!;
}
