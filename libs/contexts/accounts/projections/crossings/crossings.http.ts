import { AnyId, AnyOf, AnyText, AnyTime, listController, queryHandler } from '@ledgerline/platform/queries';
import { ExportCrossings, exportCrossings, ListCrossings, listCrossings } from './crossings.queries';

const NAMES = [
  ...['threshold-crossed', 'threshold-recovered', 'limit-reached', 'limit-recovered'],
  ...['credits-low', 'credits-exhausted', 'credits-recovered'],
];

class CrossingsParams {
  @AnyId()
  accountId?: string;

  @AnyOf(NAMES)
  what?: string;

  @AnyText()
  limitName?: string;

  @AnyText()
  member?: string;

  @AnyTime()
  from?: string;

  @AnyTime()
  to?: string;
}

const POSITION = '3f9a1c20-00000000000000000042';
const CROSSING = {
  accountId: 'ada',
  at: '2026-11-21T09:00:00.000Z',
  what: 'threshold-crossed',
  limit: 'images_daily',
  member: null,
  window: '2026-11-21',
  threshold: '80%',
  line: 8,
  used: 7,
  held: 1,
  value: 10,
  available: null,
  command: 'RequestGeneration',
  position: POSITION,
};

const list = listController({
  path: '/v1/crossings',
  summary: 'Thresholds and limits crossed and recovered, credits low and gone, the newest first',
  tag: 'accounts',
  readers: 'by-account',
  query: CrossingsParams,
  item: CROSSING,
  ask: ({ query }) => new ListCrossings(query),
  csv: { filename: 'crossings.csv', ask: ({ query }) => new ExportCrossings(query) },
});

export const crossingsQueries = {
  controllers: [list],
  handlers: [queryHandler(ListCrossings, listCrossings), queryHandler(ExportCrossings, exportCrossings)],
};
