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
  /** An account that used up a limit, and the command that was refused for it. */
  readonly full: { readonly accountId: string; readonly limit: string; readonly refused: string };
  /** A completed generation of `accountId`. */
  readonly completed: string;
  /** A workspace of one member, who is registered with an e-mail. */
  readonly workspace: { readonly partyId: string; readonly member: string; readonly email: string };
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
const CLEO = 'story-cleo';
const WORKSPACE = { partyId: 'story-guild', member: 'story-nora', email: 'nora@example.org' };
const IMAGES_A_DAY = 10;

/** Tells the story through the public API, and waits until every read model reflects it. */
export async function tellStory(door: Door): Promise<Story> {
  const others = Array.from({ length: OTHER_ACCOUNTS }, (_, index) => `filler-${index + 1}`);
  for (const id of [...others, ADA, BEN, CLEO]) await open(door, id);
  const completed = await completedGeneration(door, ADA, 'prompt');
  await completedGeneration(door, ADA, 'prompt');
  await completedGeneration(door, ADA, 'prompt');
  for (let n = 0; n < IMAGES_A_DAY; n += 1) await completedGeneration(door, CLEO, 'image');
  const refused = await refusedCommand(door, CLEO, 'image');
  await request(door, ADA, 'prompt');
  await registerWorkspace(door);
  const { generationId, position } = await request(door, BEN, 'prompt');
  await caughtUp(door, position);
  return {
    accountId: ADA,
    limit: { name: 'prompts_daily', text: '3 of 10 used, 1 held' },
    unlimited: 'tasks_total',
    full: { accountId: CLEO, limit: 'images_daily', refused },
    completed,
    workspace: WORKSPACE,
    hold: { accountId: BEN, generationId },
  };
}

/** One generation, requested and completed; its id. */
export async function completedGeneration(door: Door, accountId: string, action: string): Promise<string> {
  const { generationId } = await request(door, accountId, action);
  const usage = { quantity: 1, inputTokens: 120, outputTokens: 40 };
  await command(door, `/v1/accounts/${accountId}/generations/${generationId}/complete`, { usage });
  return generationId;
}

/** A request that the account's limits do not allow; the id of its command, as the audit has it. */
async function refusedCommand(door: Door, accountId: string, action: string): Promise<string> {
  const { status, answer } = await post(door, `/v1/accounts/${accountId}/generations`, { action });
  if (status !== 429 || !answer.commandId) throw new Error(`not refused but ${JSON.stringify(answer)}`);
  return answer.commandId;
}

/** Their accounts are opened before they are registered: the tests need not wait for the reaction. */
async function registerWorkspace(door: Door): Promise<void> {
  const { partyId, member, email } = WORKSPACE;
  for (const id of [partyId, member]) await open(door, id, 'team');
  await command(door, '/v1/parties', { kind: 'user', partyId: member, name: 'Nora', email });
  await command(door, '/v1/parties', { kind: 'workspace', partyId, tier: 'team', name: 'The guild' });
  await command(door, `/v1/parties/${partyId}/billing-details`, {
    ...{ legalName: 'Guild of Lamplighters', country: 'DE', taxId: 'DE123456789' },
    address: { line1: 'Laternengasse 3', postalCode: '10115', city: 'Berlin' },
  });
}

function open(door: Door, id: string, tier = 'free') {
  return command(door, '/v1/accounts', { owner: { kind: 'user', id }, tier });
}

function request(door: Door, accountId: string, action: string) {
  const body = { action, actorUserId: accountId, prompt: 'A lighthouse at dusk' };
  return command(door, `/v1/accounts/${accountId}/generations`, body);
}

async function command(door: Door, path: string, body: object) {
  const { status, answer } = await post(door, path, body);
  if (status >= 400) throw new Error(`${path} was answered ${status}: ${JSON.stringify(answer)}`);
  return answer;
}

async function post({ url, serviceKey }: Door, path: string, body: object) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${serviceKey}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  type Answer = { readonly generationId: string; readonly position: string; readonly commandId?: string };
  return { status: response.status, answer: (await response.json()) as Answer };
}

interface EditedDocument {
  readonly limits: {
    readonly name: string;
    readonly values: Record<string, number>;
    memberValues?: Record<string, number>;
  }[];
}

/** Somebody else publishes the catalog in force with a change; the number of the new version. */
export async function publish(
  { url, adminKey }: Pick<Door, 'url' | 'adminKey'>,
  reason: string,
  change: (document: EditedDocument) => void,
): Promise<number> {
  const authorization = `Bearer ${adminKey}`;
  const inForce = await fetch(`${url}/v1/catalog`, { headers: { authorization } });
  const { document } = (await inForce.json()) as { document: EditedDocument };
  change(document);
  const answer = await fetch(`${url}/v1/catalog`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ document, reason }),
  });
  const body = (await answer.json()) as { version: number };
  if (!answer.ok) throw new Error(`not published: ${JSON.stringify(body)}`);
  return body.version;
}

function caughtUp({ url, adminKey }: Door, position: string): Promise<void> {
  const headers = { authorization: `Bearer ${adminKey}` };
  return until(
    'the read models reflect the story',
    async () => (await fetch(`${url}/v1/dashboard?minPosition=${position}`, { headers })).ok,
  );
}
