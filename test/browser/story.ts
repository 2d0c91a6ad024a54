import { randomUUID } from 'node:crypto';
import { until } from '@ledgerline/testing';

/** What a system under test was filled with, as far as the tests speak of it. */
export interface Story {
  /** More accounts than fit on one page (50) exist. This one is found by its whole id. */
  readonly accountId: string;
  /** A limit of it with a value, what its bar says, and that it resets some day. */
  readonly limit: { readonly name: string; readonly text: string };
  /** A limit of it that is unlimited. */
  readonly unlimited: string;
  /** An open hold that nobody minds being cancelled. */
  readonly hold: { readonly accountId: string; readonly generationId: string };
}

interface Door {
  readonly url: string;
  readonly adminKey: string;
  readonly serviceKey: string;
}

const OTHER_ACCOUNTS = 54;
const ADA = 'story-ada';
const BEN = 'story-ben';

/** Tells the story through the public API, and waits until every read model reflects it. */
export async function tellStory(door: Door): Promise<Story> {
  const others = Array.from({ length: OTHER_ACCOUNTS }, (_, index) => `filler-${index + 1}`);
  for (const id of [...others, ADA, BEN]) await open(door, id);
  await completedGeneration(door, ADA, 'prompt');
  await completedGeneration(door, ADA, 'prompt');
  await completedGeneration(door, ADA, 'prompt');
  await request(door, ADA, 'prompt');
  const { generationId, position } = await request(door, BEN, 'prompt');
  await caughtUp(door, position);
  return {
    accountId: ADA,
    limit: { name: 'prompts_daily', text: '3 of 10 used, 1 held' },
    unlimited: 'tasks_total',
    hold: { accountId: BEN, generationId },
  };
}

/** One generation, requested and completed. */
export async function completedGeneration(door: Door, accountId: string, action: string): Promise<void> {
  const { generationId } = await request(door, accountId, action);
  const usage = { quantity: 1, inputTokens: 120, outputTokens: 40 };
  await command(door, `/v1/accounts/${accountId}/generations/${generationId}/complete`, { usage });
}

function open(door: Door, id: string) {
  return command(door, '/v1/accounts', { owner: { kind: 'user', id }, tier: 'free' });
}

function request(door: Door, accountId: string, action: string) {
  const body = { action, actorUserId: accountId, prompt: 'A lighthouse at dusk' };
  return command(door, `/v1/accounts/${accountId}/generations`, body);
}

async function command({ url, serviceKey }: Door, path: string, body: object) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${serviceKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { generationId: string; position: string };
  if (!response.ok) throw new Error(`${path} was answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}

function caughtUp({ url, adminKey }: Door, position: string): Promise<void> {
  const headers = { authorization: `Bearer ${adminKey}` };
  return until(
    'the read models reflect the story',
    async () => (await fetch(`${url}/v1/dashboard?minPosition=${position}`, { headers })).ok,
  );
}
