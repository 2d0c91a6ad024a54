import { Problem } from '@ledgerline/platform/http';
import {
  AnyOf,
  AnyText,
  listController,
  queryController,
  queryHandler,
  type Reads,
} from '@ledgerline/platform/queries';
import {
  FindProgram,
  findProgram,
  ListPrograms,
  listPrograms,
  SumEarnings,
  sumEarnings,
} from './programs.queries';

class ProgramsParams {
  @AnyOf(['active', 'inactive'])
  status?: string;

  @AnyText()
  code?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const FUNDS = {
  ...{ currency: 'USD', earned: '60.00', vesting: '10.00', available: '25.00', owed: '0.00' },
  ...{ reserved: '0.00', paidOut: '25.00', clawedBack: '0.00' },
};
const PROGRAM = {
  ...{ accountId: 'ada', code: 'SPRING-26', status: 'active', customUrl: 'https://example.org/welcome' },
  ...{ message: null, clicks: 41, referrals: 3, successful: 2 },
  ...{ openedAt: '2026-11-21T09:00:00.000Z', lastClickAt: '2026-11-21T10:00:00.000Z' },
  funds: [FUNDS],
};

const list = listController({
  path: '/v1/referral-programs',
  summary: 'The referral programs of all parties with what they earned, the newest first',
  tag: 'referrals',
  readers: 'finance',
  query: ProgramsParams,
  item: PROGRAM,
  ask: ({ query }) => new ListPrograms(query),
});

const one = queryController({
  path: '/v1/accounts/:accountId/referral-program',
  summary: 'A party’s referral program, with what it earned by currency',
  tag: 'referrals',
  readers: 'by-account',
  example: { ...PROGRAM, position: POSITION },
  problems: ['program-not-found'],
  ask: ({ params, query }) => new FindProgram(params.accountId!, query),
});

const earnings = queryController({
  path: '/v1/referral-earnings',
  summary: 'What all programs earned, owe and were paid, by currency',
  tag: 'referrals',
  readers: 'finance',
  example: { items: [{ programs: 1, ...FUNDS }], position: POSITION },
  ask: ({ query }) => new SumEarnings(query),
});

async function programOrProblem(reads: Reads, asked: FindProgram): Promise<object> {
  const { program, position } = await findProgram(reads, asked);
  if (!program) throw new Problem('program-not-found');
  return { ...program, position };
}

export const programsQueries = {
  controllers: [list, one, earnings],
  handlers: [
    queryHandler(ListPrograms, listPrograms),
    queryHandler(FindProgram, programOrProblem),
    queryHandler(SumEarnings, sumEarnings),
  ],
};
