import { useQuery } from '@tanstack/react-query';
import type { ActExplanation, CreditsTold, LimitTold } from '../../api/contract';
import { explainActQuery } from '../../api/explain-queries';
import { hrefTo } from '../../app/routes';
import { Badge, type Tone } from '../../elements/badge';
import { DataTable, type Column } from '../../elements/data-table';
import { ExplainLink } from '../../elements/explain-link';
import { Panel } from '../../elements/panel';
import { formatCredits } from '../../figures/credits';
import { formatCount } from '../../figures/limit-bar';
import { absoluteTime } from '../../figures/moments';
import { humanWords } from '../../figures/words';
import { Explained } from './explained';
import { LotLink, OriginText } from './lot-origin';
import { Steps } from './steps';
import { Told, WouldChange } from './told';

/** Why a generation, or a command by its id, was allowed or refused, and what it was paid with. */
export function ExplainAct({ accountId, id }: { accountId: string; id: string }) {
  const query = useQuery(explainActQuery(accountId, id));
  return (
    <Explained query={query}>
      {(answer) => (
        <>
          <Told says={answer.says.filter(isToldHere(answer))} head={<ActHead answer={answer} />} />
          <WouldChange sentences={answer.wouldChange} />
          {answer.credits && <Payment accountId={accountId} credits={answer.credits} />}
          {answer.limits.length > 0 && <Limits accountId={accountId} limits={answer.limits} />}
          <Steps title="What was recorded" steps={answer.history} />
        </>
      )}
    </Explained>
  );
}

/** What would change it has a panel of its own. */
function isToldHere({ wouldChange }: ActExplanation) {
  return (sentence: string) => !wouldChange.includes(sentence);
}

const TONES: Readonly<Record<ActExplanation['outcome'], Tone>> = {
  allowed: 'good',
  refused: 'bad',
  'no-effect': 'plain',
};

function ActHead({ answer: { outcome, decided } }: { answer: ActExplanation }) {
  return (
    <p className="facts">
      <Badge tone={TONES[outcome]}>{humanWords(outcome)}</Badge>
      {decided.tier && <Badge tone="accent">{decided.tier}</Badge>}
      {decided.catalogVersion !== null && (
        <a href={hrefTo(['catalog', 'history', String(decided.catalogVersion)])}>
          catalog version {decided.catalogVersion}
        </a>
      )}
      <span className="soft">{absoluteTime(decided.at)}</span>
    </p>
  );
}

function Payment({ accountId, credits }: { accountId: string; credits: CreditsTold }) {
  const { price, held, charged, shortfall, refunded, lots } = credits;
  const parts = [`Price: ${price}`, `${formatCredits(held)} held`];
  if (charged !== null) parts.push(`${formatCredits(charged)} charged`);
  if (shortfall !== null && shortfall !== '0') parts.push(`${formatCredits(shortfall)} not covered`);
  if (refunded !== '0') parts.push(`${formatCredits(refunded)} refunded`);
  const columns: readonly Column<CreditsTold['lots'][number]>[] = [
    { name: 'Lot', lead: true, show: ({ lotId }) => <LotLink accountId={accountId} lotId={lotId} /> },
    { name: 'Held', figure: true, show: (lot) => formatCredits(lot.held) },
    { name: 'Paid', figure: true, show: (lot) => formatCredits(lot.charged) },
    {
      name: 'Came from',
      wide: true,
      show: ({ origin }) => <OriginText accountId={accountId} origin={origin} />,
    },
  ];
  return (
    <Panel title="Credits" note={parts.join(' · ')} flush>
      {lots.length > 0 && (
        <DataTable caption="lots that paid" columns={columns} rows={lots} keyOf={({ lotId }) => lotId} />
      )}
    </Panel>
  );
}

function Limits({ accountId, limits }: { accountId: string; limits: readonly LimitTold[] }) {
  const columns: readonly Column<LimitTold>[] = [
    {
      name: 'Limit',
      lead: true,
      show: ({ limit, member }) => (
        <>
          <ExplainLink accountId={accountId} about={['limit', limit]} member={member} className="code">
            {limit}
          </ExplainLink>
          {member && <span className="cell-note">{member}</span>}
        </>
      ),
    },
    { name: 'Asked for', figure: true, show: ({ requested }) => formatCount(requested) },
    { name: 'Used then', figure: true, show: ({ usedBefore }) => formatCount(usedBefore) },
    { name: 'Held then', figure: true, show: ({ heldBefore }) => formatCount(heldBefore) },
    { name: 'Limit then', figure: true, show: ({ value }) => (value === null ? '∞' : formatCount(value)) },
    { name: 'Value from', show: (limit) => <Source limit={limit} /> },
  ];
  return (
    <Panel title="Limits, as they stood then" flush>
      <DataTable
        caption="limits as they stood"
        columns={columns}
        rows={limits}
        keyOf={({ limit, member }) => `${limit}@${member ?? ''}`}
      />
    </Panel>
  );
}

function Source({ limit: { source, enforced, override } }: { limit: LimitTold }) {
  return (
    <>
      {humanWords(source)} {!enforced && <Badge>not enforced</Badge>}
      {override && (
        <span className="cell-note" title={override.position}>
          {`“${override.reason}”, by ${override.actor ?? 'nobody named'}`}
        </span>
      )}
    </>
  );
}
