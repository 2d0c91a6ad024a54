import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { demoOffer } from '../calibration/demo-offer';
import { PlannedRequest } from '../calibration/plan-request';
import { traceFacts } from '../calibration/trace-facts';
import { zipf } from '../chance/zipf';
import { accountScript } from './account-script';
import { LedgerClient } from './ledger-client';
import { playTrace } from './play-trace';

const SLOTS = 1;

/** The smallest ledger there is: one slot per account; it remembers what it was asked, by account. */
function tinyLedger() {
  const asked = new Map<string, string[]>();
  const running = new Map<string, number>();
  const decide = (path: string): { status: number; body: object } => {
    const [, account = 'new', rest = 'open'] = /^\/v1\/accounts\/?([^/]*)\/?(.*)$/.exec(path)!;
    const verb = rest.split('/').pop()!;
    asked.set(account, [...(asked.get(account) ?? []), verb]);
    const taken = running.get(account) ?? 0;
    if (verb === 'generations' && taken >= SLOTS) {
      const figures = { code: 'limit-reached', limitType: 'chat_concurrent' };
      return { status: 429, body: { outcome: 'refused', ...figures } };
    }
    if (verb === 'generations') running.set(account, taken + 1);
    if (verb === 'complete' || verb === 'fail') running.set(account, taken - 1);
    return { status: 200, body: { outcome: 'accepted', position: 'p' } };
  };
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const { status, body } = decide(request.url!);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  return { server, asked };
}

function planned(
  line: number,
  accountRank: number,
  at: { atMs: number; durationMs: number },
): PlannedRequest {
  return { line, accountRank, ...at, contextTokens: 10, generatedTokens: 5, fails: line === 4 };
}

describe('playing a trace', () => {
  const { server, asked } = tinyLedger();
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => server.close());

  it('sends the commands of an account in the order of the timeline and counts what is answered', async () => {
    const requests = [
      planned(1, 0, { atMs: 0, durationMs: 100 }),
      planned(2, 0, { atMs: 50, durationMs: 100 }),
      planned(3, 1, { atMs: 60, durationMs: 10 }),
      planned(4, 0, { atMs: 100, durationMs: 5 }),
    ];
    const offer = demoOffer(await traceFacts(requests), zipf(2));
    const script = accountScript({ runId: 'r', seed: 's', offer, timeoutSeconds: 900 });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new LedgerClient({ url, key: 'k'.repeat(24), connections: 4 });
    let told = 0;
    async function* all() {
      yield* requests;
    }
    const options = { client, script, speed: 'max' as const, concurrency: 4, onRequest: () => told++ };
    const played = await playTrace(all(), options);
    await client.close();

    // Line 2 arrives while line 1 runs; line 4 at the instant line 1 finishes, and the slot is free again.
    expect(asked.get('demo-r-001')).toEqual([
      ...['grants', 'generations', 'generations', 'complete', 'generations', 'fail'],
    ]);
    expect(asked.get('demo-r-002')).toEqual(['grants', 'generations', 'complete']);
    expect(played).toMatchObject({
      requests: 4,
      accepted: 3,
      completed: 2,
      failed: 1,
      accounts: 2,
      commands: 11,
    });
    expect([...played.refused]).toEqual([['limit-reached: chat_concurrent', 1]]);
    expect(told).toBe(4);
  });
});
