import { useRoute } from '../../app/use-route';
import { Acting } from '../../commands/acting';
import { ChoiceFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { PageHead } from '../../elements/page-head';
import { Panel } from '../../elements/panel';
import { Tabs } from '../../elements/tabs';
import { MoneyCards } from './money-cards';
import { MONEY_SIDES } from './money-sides';

/** Money of all accounts: what comes in, what comes again, and what goes out. */
export function MoneyView({ side }: { side: string | undefined }) {
  const { query } = useRoute();
  const chosen = MONEY_SIDES.find(({ id }) => id === side) ?? MONEY_SIDES[0]!;
  const { name, filters, acts, show } = chosen;
  return (
    <>
      <PageHead title="Money" />
      <div className="stack">
        <MoneyCards />
        <Tabs label="Money" at={['money']} tabs={MONEY_SIDES} chosen={chosen.id} />
        <FilterBar names={filters.map((filter) => filter.name)}>
          {filters.map(({ choices, ...filter }) =>
            choices ? (
              <ChoiceFilter key={filter.name} {...filter} choices={choices} />
            ) : (
              <TextFilter key={filter.name} {...filter} />
            ),
          )}
        </FilterBar>
        <Acting>
          {(ask) => (
            <Panel title={name} titleHidden={!acts} actions={acts?.(ask)} flush>
              {show({ query, ask })}
            </Panel>
          )}
        </Acting>
      </div>
    </>
  );
}
