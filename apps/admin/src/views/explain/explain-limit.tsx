import { useQuery } from '@tanstack/react-query';
import type { LimitExplanation } from '../../api/contract';
import { explainLimitQuery } from '../../api/explain-queries';
import { hrefTo } from '../../app/routes';
import { Badge } from '../../elements/badge';
import { DataTable, type Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { IdText } from '../../elements/id-text';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCount } from '../../figures/limit-bar';
import { humanWords } from '../../figures/words';
import { Explained } from './explained';
import { Steps, STEP_COLUMNS } from './steps';
import { Told } from './told';

interface ExplainLimitProps {
  readonly accountId: string;
  readonly limit: string;
  readonly member: string | undefined;
}

type Use = LimitExplanation['uses'][number];
type Held = LimitExplanation['holds'][number];

/** Why a limit stands where it does: whose value it is, and what counts in it. */
export function ExplainLimit({ accountId, limit, member }: ExplainLimitProps) {
  const query = useQuery(explainLimitQuery(accountId, limit, member));
  return (
    <Explained query={query}>
      {(answer) => (
        <>
          <Told says={answer.says} head={<LimitHead answer={answer} />} />
          {answer.setBy && <Steps title="What set its value" steps={[answer.setBy]} />}
          {answer.holds.length > 0 && <Holds accountId={accountId} holds={answer.holds} />}
          <Uses accountId={accountId} answer={answer} />
        </>
      )}
    </Explained>
  );
}

function LimitHead({ answer: { standing, tier, plan, catalogVersion } }: { answer: LimitExplanation }) {
  return (
    <p className="facts">
      <Badge tone={standing.source === 'override' ? 'warn' : 'plain'}>{humanWords(standing.source)}</Badge>
      <Badge tone="accent">{tier}</Badge>
      {plan && <Badge>{plan}</Badge>}
      <a href={hrefTo(['catalog', 'history', String(catalogVersion)])}>catalog version {catalogVersion}</a>
    </p>
  );
}

function Uses({ accountId, answer }: { accountId: string; answer: LimitExplanation }) {
  const { uses, olderUnits } = answer;
  const columns: readonly Column<Use>[] = [
    {
      name: 'What',
      lead: true,
      show: ({ id }) => (id ? <WorkLink accountId={accountId} id={id} /> : <span className="faint">–</span>),
    },
    { name: 'Units', figure: true, show: ({ units }) => formatCount(units) },
    ...STEP_COLUMNS.map((column) => ({ ...column, lead: false })),
  ];
  const older = Number(olderUnits) === 0 ? '' : `; ${formatCount(olderUnits)} more are older`;
  return (
    <Panel title="What counts" note={`The newest first${older}`} flush>
      {uses.length === 0 ? (
        <Notice kind="empty" title="Nothing counts at present" />
      ) : (
        <DataTable
          caption="what counts"
          columns={columns}
          rows={uses}
          keyOf={({ position, event }) => `${position} ${event}`}
        />
      )}
    </Panel>
  );
}

function Holds({ accountId, holds }: { accountId: string; holds: readonly Held[] }) {
  const columns: readonly Column<Held>[] = [
    {
      name: 'Generation',
      lead: true,
      show: ({ generationId }) => <WorkLink accountId={accountId} id={generationId} />,
    },
    { name: 'Units', figure: true, show: ({ units }) => formatCount(units) },
    { name: 'Deadline', figure: true, show: ({ deadlineAt }) => <TimeAgo at={deadlineAt} /> },
  ];
  return (
    <Panel title="Held by work in progress" flush>
      <DataTable caption="holds" columns={columns} rows={holds} keyOf={({ generationId }) => generationId} />
    </Panel>
  );
}

function WorkLink({ accountId, id }: { accountId: string; id: string }) {
  return (
    <ExplainLink accountId={accountId} about={['generation', id]}>
      <IdText id={id} />
    </ExplainLink>
  );
}
