import { useQuery } from '@tanstack/react-query';
import type { CreditsExplanation } from '../../api/contract';
import { explainCreditsQuery } from '../../api/explain-queries';
import { DataTable, type Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { IdText } from '../../elements/id-text';
import { Notice } from '../../elements/notice';
import { Panel } from '../../elements/panel';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { Explained } from './explained';
import { LotLink, OriginText } from './lot-origin';
import { STEP_COLUMNS } from './steps';
import { Told, WouldChange } from './told';

type Lot = CreditsExplanation['lots'][number];
type Move = CreditsExplanation['moves'][number];

/** Why there are so many credits: the lots in burn order with where they came from, and what moved them. */
export function ExplainCredits({ accountId }: { accountId: string }) {
  const query = useQuery(explainCreditsQuery(accountId));
  return (
    <Explained query={query}>
      {(answer) => (
        <>
          <Told says={headline(answer)} />
          <WouldChange sentences={answer.wouldChange} />
          <Panel title="Lots" note="In the order in which they are spent" flush>
            {answer.lots.length === 0 ? (
              <Notice kind="empty" title="No lot has anything left" />
            ) : (
              <DataTable
                caption="lots in burn order"
                columns={lotColumns(accountId)}
                rows={answer.lots}
                keyOf={({ lotId }) => lotId}
              />
            )}
          </Panel>
          <Panel title="What moved them" note="The newest first" flush>
            {answer.moves.length === 0 ? (
              <Notice kind="empty" title="Nothing moved yet" />
            ) : (
              <DataTable
                caption="what moved the credits"
                columns={moveColumns(accountId)}
                rows={answer.moves}
                keyOf={({ position, event }) => `${position} ${event}`}
              />
            )}
          </Panel>
        </>
      )}
    </Explained>
  );
}

/** `says` ends with a sentence per lot and what would change: they have a table and a panel of their own. */
function headline({ says, lots, wouldChange }: CreditsExplanation): readonly string[] {
  return says.slice(0, says.length - lots.length - wouldChange.length);
}

function lotColumns(accountId: string): readonly Column<Lot>[] {
  return [
    { name: 'Lot', lead: true, show: ({ lotId }) => <LotLink accountId={accountId} lotId={lotId} /> },
    { name: 'Available', figure: true, show: ({ available }) => formatCredits(available) },
    { name: 'Held', figure: true, show: ({ held }) => formatCredits(held) },
    {
      name: 'Expires',
      figure: true,
      show: ({ expiresAt }) => (expiresAt ? <TimeAgo at={expiresAt} /> : 'never'),
    },
    {
      name: 'Came from',
      wide: true,
      show: ({ origin }) => <OriginText accountId={accountId} origin={origin} />,
    },
  ];
}

function moveColumns(accountId: string): readonly Column<Move>[] {
  return [
    ...STEP_COLUMNS,
    {
      name: 'Of',
      show: ({ id }) =>
        id ? (
          <ExplainLink accountId={accountId} about={['generation', id]}>
            <IdText id={id} />
          </ExplainLink>
        ) : (
          <span className="faint">–</span>
        ),
    },
    { name: 'Credits', figure: true, show: ({ credits }) => formatCredits(credits, { sign: true }) },
  ];
}
