import { AnyId, AnyOf, AnyText, listController, queryHandler } from '@ledgerline/platform/queries';
import { ExportOverrides, exportOverrides, ListOverrides, listOverrides } from './limit-overrides.queries';

class OverridesParams {
  @AnyId()
  accountId?: string;

  @AnyText()
  limitName?: string;

  @AnyText()
  member?: string;

  @AnyOf(['true', 'false'])
  inForce?: 'true' | 'false';
}

const POSITION = '3f9a1c20-00000000000000000042';
const OVERRIDE = {
  accountId: 'ada',
  limit: 'images_daily',
  member: null,
  value: 500,
  until: '2027-01-01T00:00:00.000Z',
  reason: 'a launch week',
  setBy: 'admin',
  setAt: '2026-11-21T09:00:00.000Z',
  state: 'in-force',
  endedAt: null,
  endedBy: null,
  endReason: null,
  position: POSITION,
};

const isWanted = (inForce: OverridesParams['inForce']) =>
  inForce === undefined ? {} : { inForce: inForce === 'true' };

const overrides = listController({
  path: '/v1/limit-overrides',
  summary: 'Limit values of accounts of their own, past ones too, the newest first: who, why, until when',
  tag: 'accounts',
  readers: 'by-account',
  query: OverridesParams,
  item: OVERRIDE,
  ask: ({ query: { inForce, ...query } }) => new ListOverrides({ ...query, ...isWanted(inForce) }),
  csv: {
    filename: 'limit-overrides.csv',
    ask: ({ query: { inForce, ...query } }) => new ExportOverrides({ ...query, ...isWanted(inForce) }),
  },
});

export const limitOverridesQueries = {
  controllers: [overrides],
  handlers: [queryHandler(ListOverrides, listOverrides), queryHandler(ExportOverrides, exportOverrides)],
};
