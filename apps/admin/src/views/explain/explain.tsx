import { hrefTo } from '../../app/routes';
import { useRoute } from '../../app/use-route';
import { Icon } from '../../elements/icon';
import { Notice } from '../../elements/notice';
import { PageHead } from '../../elements/page-head';
import { ExplainAct } from './explain-act';
import { ExplainCredits } from './explain-credits';
import { ExplainLimit } from './explain-limit';

/** Why something of an account came out or stands as it does: `#/accounts/<id>/explain/<kind>/<name>`. */
export function Explain({ accountId }: { accountId: string }) {
  const { segments, query } = useRoute();
  const [kind, name = ''] = segments.slice(3);
  const heading = HEADINGS[kind ?? ''] ?? 'Explanation';
  return (
    <>
      <PageHead
        title={heading}
        windowTitle={`${heading} · ${accountId}`}
        above={
          <a className="back" href={hrefTo(['accounts', accountId])}>
            <Icon name="back" />
            {accountId}
          </a>
        }
        note={<span className="code">{query.member ? `${name} · ${query.member}` : name}</span>}
      />
      <div className="stack">
        {kind === 'generation' && <ExplainAct accountId={accountId} id={name} />}
        {kind === 'limit' && <ExplainLimit accountId={accountId} limit={name} member={query.member} />}
        {kind === 'credits' && <ExplainCredits accountId={accountId} />}
        {!(kind && kind in HEADINGS) && (
          <Notice kind="empty" title="Nothing to explain here">
            A generation, a limit and the credits of an account are explained.
          </Notice>
        )}
      </div>
    </>
  );
}

const HEADINGS: Readonly<Record<string, string>> = {
  generation: 'Why it came out so',
  limit: 'Why this limit stands so',
  credits: 'Why there are so many credits',
};
