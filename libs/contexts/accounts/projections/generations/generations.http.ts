import { Problem } from '@ledgerline/platform/http';
import {
  accountLists,
  AnyId,
  AnyOf,
  AnyText,
  AnyTime,
  listController,
  queryController,
  queryHandler,
} from '@ledgerline/platform/queries';
import type { AccountReads } from '../../queries/account-reads';
import { FindGeneration, findGeneration, ListGenerations, listGenerations } from './generations.queries';
import { ListOpenHolds, listOpenHolds } from './open-holds.queries';

const STATES = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED'];

class GenerationsParams {
  @AnyOf(STATES)
  state?: string;

  @AnyText()
  action?: string;

  @AnyText()
  actor?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

class GenerationParams {
  @AnyId()
  accountId?: string;
}

class HoldsParams {
  @AnyId()
  accountId?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const GENERATION = {
  generationId: '7b1e…',
  accountId: 'ada',
  action: 'prompt',
  model: 'gpt-4o-mini',
  promptPreview: null,
  state: 'COMPLETED',
  held: '10',
  charged: '8',
  shortfall: '0',
  inputTokens: 900,
  outputTokens: 400,
  requestedAt: '2026-11-21T09:00:00.000Z',
  resolvedAt: '2026-11-21T09:00:02.000Z',
  durationMs: 2000,
  late: false,
  position: POSITION,
};

const lists = accountLists({
  noun: 'generations',
  summary: {
    everybody: 'The generations of all accounts, the newest request first',
    account: 'The generations of an account, the newest request first',
  },
  tag: 'generations',
  readers: 'by-account',
  query: GenerationsParams,
  item: GENERATION,
  ask: ({ query, personal }) => new ListGenerations(query, personal),
});

const one = queryController({
  path: '/v1/generations/:generationId',
  summary: 'One generation; ids are unique in an account, so name it where two could have the same',
  tag: 'generations',
  readers: 'by-account',
  query: GenerationParams,
  example: GENERATION,
  problems: ['generation-not-found'],
  ask: ({ params, query, personal }) => new FindGeneration(params.generationId!, query, personal),
});

const holds = listController({
  path: '/v1/holds',
  summary: 'Open holds, the most urgent deadline first',
  tag: 'generations',
  readers: 'by-account',
  query: HoldsParams,
  item: {
    accountId: 'ada',
    generationId: '7b1e…',
    action: 'prompt',
    actorUserId: 'ada',
    held: '10',
    requestedAt: '2026-11-21T09:00:00.000Z',
    ageSeconds: 12,
    deadlineAt: '2026-11-21T09:15:00.000Z',
    overdue: false,
  },
  ask: ({ query }) => new ListOpenHolds(query),
});

/** Its own position stays in `generation`; the answer's is what all of it reflects. */
async function foundGeneration(reads: AccountReads, question: FindGeneration) {
  const { generation, position } = await findGeneration(reads, question);
  if (!generation) throw new Problem('generation-not-found', { position: position ?? undefined });
  return { ...generation, eventPosition: generation.position, position };
}

export const generationsQueries = {
  controllers: [...lists, one, holds],
  handlers: [
    queryHandler(ListGenerations, listGenerations),
    queryHandler(FindGeneration, foundGeneration),
    queryHandler(ListOpenHolds, listOpenHolds),
  ],
};
