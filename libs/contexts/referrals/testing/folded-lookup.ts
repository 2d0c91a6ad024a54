import { foldInMemory, type ProjectedEvent, type Projection } from '@ledgerline/platform/projections';
import { partyMarks } from '../projections/party-marks/party-marks';
import { programs } from '../projections/programs/programs';
import { referralClicks } from '../projections/referral-clicks/referral-clicks';
import type { ReferralLookup } from '../referral-lookup';

/** The lookup over rows folded from the log at the time of asking: read models that are never behind. */
export function foldedLookup(log: () => Promise<readonly ProjectedEvent[]>): ReferralLookup {
  const rowsOf = async <Row extends object>(projection: Projection<Row>) =>
    foldInMemory(projection, await log());
  return {
    programOf: async (code) => (await rowsOf(programs)).find((row) => row.code === code),
    clickOf: async (clickId) => (await rowsOf(referralClicks)).find((row) => row.click_id === clickId),
    sharedMark: async (one, other) => {
      const marks = await rowsOf(partyMarks);
      const of = (partyId: string) => marks.filter((row) => row.party_id === partyId);
      return of(one).find(({ kind, mark }) => of(other).some((its) => its.kind === kind && its.mark === mark))
        ?.kind;
    },
  };
}
