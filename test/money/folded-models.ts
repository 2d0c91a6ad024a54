import { foldInMemory, type ProjectedEvent, type ReadModels } from '@ledgerline/platform/projections';
import { projections } from '@ledgerline/system';

type Row = Readonly<Record<string, unknown>>;
type Rows = readonly Row[];
/** Which rows a statement finds by its values. */
type Finds = (rows: Rows, values: readonly unknown[]) => Rows;

const by =
  (...columns: readonly string[]): Finds =>
  (rows, values) =>
    rows.filter((row) => columns.every((column, index) => row[column] === values[index]));

const FINDS: Readonly<Record<string, Finds>> = {
  party_marks: (rows, [one, other]) => {
    const of = (partyId: unknown) => rows.filter((row) => row.party_id === partyId);
    return of(one).filter(({ kind, mark }) =>
      of(other).some((its) => its.kind === kind && its.mark === mark),
    );
  },
  payment_methods: by('provider', 'provider_method_id'),
  payments: by('provider', 'payment_id'),
  programs: by('code'),
  referral_clicks: by('click_id'),
  usage_records: by('account_id'),
};

/** What reactions ask of read models, folded from the log as they ask: never behind. */
export function foldedModels(log: () => Promise<readonly ProjectedEvent[]>): ReadModels {
  const query = async (from: { name: string } | readonly { name: string }[], _text: string, values: Rows) => {
    const { name } = [from].flat()[0] as { name: string };
    const finds = FINDS[name];
    const projection = projections.find((one) => one.name === name);
    if (!finds || !projection) throw new Error(`nobody folds ${name} here`);
    return { rows: finds(foldInMemory(projection, await log()) as Rows, values), position: undefined };
  };
  return { query } as unknown as ReadModels;
}
