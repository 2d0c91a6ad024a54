import type { ActionEntry, CatalogDocument, LimitEntry, TierEntry } from '../../../api/contract';
import { Badge } from '../../../elements/badge';
import type { Column } from '../../../elements/data-table';
import { absentValueWords, priceWords, valueWords, windowWords } from '../changes/catalog-words';
import type { Section } from '../draft/entries';

export interface EntryRow {
  readonly entry: LimitEntry | ActionEntry | TierEntry;
  readonly index: number;
  /** How it differs from the version in force. */
  readonly mark: string | undefined;
  readonly isWrong: boolean;
}

type Columns = readonly Column<EntryRow>[];

/** What a list shows of each entry beside its name. */
export const COLUMNS_OF: Readonly<Record<Section, (document: CatalogDocument) => Columns>> = {
  limits: ({ tiers }) => [
    column<LimitEntry>('Window', (limit) => windowWords(limit)),
    column<LimitEntry>('Enforced', (limit) => <Enforcement limit={limit} />),
    ...tiers.map(({ name: tier }) => ({
      ...column<LimitEntry>(tier, ({ values }) => <Value value={values?.[tier]} tier={tier} />),
      figure: true,
    })),
  ],
  actions: () => [
    { ...column<ActionEntry>('Price', ({ price }) => priceWords(price)), wide: true },
    column<ActionEntry>('Limits', ({ limits }) =>
      limits?.length > 0 ? (
        <span className="code">{limits.join(', ')}</span>
      ) : (
        <span className="faint">none</span>
      ),
    ),
  ],
  tiers: () => [
    { ...column<TierEntry>('Trial grant', ({ trialGrant }) => trialGrant), figure: true },
    { ...column<TierEntry>('Daily refill', ({ dailyRefill }) => dailyRefill), figure: true },
    { ...column<TierEntry>('Overdraft', ({ overdraft = 'none' }) => overdraft), figure: true },
    { ...column<TierEntry>('Low at or below', ({ lowCredits = 'never' }) => lowCredits), figure: true },
  ],
};

function column<Entry>(name: string, show: (entry: Entry) => React.ReactNode): Column<EntryRow> {
  return { name, show: ({ entry }) => show(entry as Entry) };
}

function Enforcement({ limit: { active, enforcement = 'hard', thresholds = [] } }: { limit: LimitEntry }) {
  return (
    <>
      {active ? (
        <Badge tone={enforcement === 'soft' ? 'warn' : 'plain'}>{enforcement}</Badge>
      ) : (
        <Badge>inactive</Badge>
      )}
      {thresholds.length > 0 && <span className="cell-note">{`told at ${thresholds.join(', ')}`}</span>}
    </>
  );
}

function Value({ value, tier }: { value: number | string | undefined; tier: string }) {
  if (value === undefined) return <span className="faint">{shown(absentValueWords(tier))}</span>;
  return shown(valueWords(value));
}

function shown(words: string) {
  return words === 'unlimited' ? <span title="unlimited">∞</span> : words;
}
