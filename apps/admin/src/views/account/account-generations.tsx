import { useState } from 'react';
import { lists } from '../../api/queries';
import { useList } from '../../api/use-list';
import type { Generation } from '../../api/contract';
import { useRoute } from '../../app/use-route';
import { Badge } from '../../elements/badge';
import type { Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { ChoiceFilter, DayFilter, FilterBar, TextFilter } from '../../elements/filter-bar';
import { IdText } from '../../elements/id-text';
import { ListTable } from '../../elements/list-table';
import { Panel } from '../../elements/panel';
import { GENERATION_TONES } from '../../elements/states';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { dayRange } from '../../figures/day-range';
import { formatElapsed } from '../../figures/durations';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';
import { refund } from './account-commands';
import { CommandDialog } from '../../commands/command-dialog';

const FILTERS = ['state', 'action', 'actor', 'from', 'to'];
const STATES = ['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED'];

const columnsWith = (onRefund: (generation: Generation) => void): readonly Column<Generation>[] => [
  {
    name: 'Generation',
    lead: true,
    show: ({ accountId, generationId }) => (
      <ExplainLink accountId={accountId} about={['generation', generationId]}>
        <IdText id={generationId} />
      </ExplainLink>
    ),
  },
  { name: 'State', show: (generation) => <State generation={generation} /> },
  { name: 'Action', show: (generation) => <Work generation={generation} /> },
  {
    name: 'Tokens in / out',
    figure: true,
    show: ({ inputTokens, outputTokens }) =>
      inputTokens === null && outputTokens === null
        ? '–'
        : `${formatCount(inputTokens)} / ${formatCount(outputTokens)}`,
  },
  { name: 'Held', figure: true, show: ({ held }) => formatCredits(held) },
  {
    name: 'Charged',
    figure: true,
    show: ({ state, charged }) => (state === 'PENDING' ? '–' : formatCredits(charged)),
  },
  { name: 'Took', figure: true, show: ({ durationMs }) => formatElapsed(durationMs) },
  { name: 'Requested', figure: true, show: ({ requestedAt }) => <TimeAgo at={requestedAt} /> },
  {
    name: 'Refund',
    action: true,
    show: (generation) =>
      Number(generation.charged) > 0 && (
        <button
          type="button"
          className="button button--small"
          onClick={() => onRefund(generation)}
          aria-label={`Refund ${generation.generationId}`}
        >
          Refund
        </button>
      ),
  },
];

export function AccountGenerations({ accountId }: { accountId: string }) {
  const { query } = useRoute();
  const { state, action, actor } = query;
  const list = useList(lists.generations(accountId, { state, action, actor, ...dayRange(query) }));
  const [refunding, setRefunding] = useState<Generation | null>(null);
  return (
    <>
      <FilterBar names={FILTERS}>
        <ChoiceFilter name="state" label="State" choices={STATES} />
        <TextFilter name="action" label="Action" hint="image, prompt, …" />
        <TextFilter name="actor" label="Actor" hint="User id" />
        <DayFilter name="from" label="From" />
        <DayFilter name="to" label="To" />
      </FilterBar>
      <Panel title="Generations" flush>
        <ListTable
          list={list}
          caption="generations"
          columns={columnsWith(setRefunding)}
          keyOf={({ generationId }) => generationId}
          empty={{ title: 'No generations', advice: 'None at all, or none that match the filters.' }}
        />
        {refunding && <CommandDialog command={refund(refunding)} onClose={() => setRefunding(null)} />}
      </Panel>
    </>
  );
}

function State({ generation }: { generation: Generation }) {
  const { state, errorCode, reason, late } = generation;
  const why = errorCode ?? reason;
  return (
    <>
      <Badge tone={GENERATION_TONES[state]}>{humanWords(state)}</Badge>
      {late && <Badge tone="warn">late</Badge>}
      {why && <span className="cell-note">{why}</span>}
    </>
  );
}

function Work({ generation }: { generation: Generation }) {
  const detail = generation.model ?? generation.subtype;
  return (
    <span title={generation.promptPreview ?? undefined}>
      <span className="code">{generation.action}</span>
      {detail && <span className="cell-note">{detail}</span>}
    </span>
  );
}
