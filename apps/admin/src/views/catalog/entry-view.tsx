import { hrefTo } from '../../app/routes';
import { goTo } from '../../app/use-route';
import { Badge } from '../../elements/badge';
import { Icon } from '../../elements/icon';
import { Notice } from '../../elements/notice';
import { isPublished, withoutEntry, type Section } from './draft/entries';
import { useEditing } from './draft/use-draft';
import { ActionForm } from './forms/action-form';
import { LimitForm } from './forms/limit-form';
import { TierForm } from './forms/tier-form';

const LISTS: Readonly<Record<Section, string>> = { limits: 'Limits', actions: 'Actions', tiers: 'Tiers' };

const ONE: Readonly<Record<Section, string>> = { limits: 'limit', actions: 'action', tiers: 'tier' };

/** One entry of the draft in its form. */
export function EntryView({ section, index }: { section: Section; index: number }) {
  const { draft, replace } = useEditing();
  const { document } = draft;
  const back = hrefTo(['catalog', section]);
  const name = document[section][index]?.name;
  if (name === undefined) {
    return (
      <Notice kind="empty" title="There is no such entry any more">
        <a href={back}>{`Go to the ${section}`}</a>.
      </Notice>
    );
  }
  return (
    <>
      <div className="entry-head">
        <div>
          <a className="back" href={back}>
            <Icon name="back" />
            {LISTS[section]}
          </a>
          <h2 className="code">
            {name || '(no name yet)'}{' '}
            {!isPublished(draft, section, index) && <Badge tone="accent">new</Badge>}
          </h2>
        </div>
        <button
          type="button"
          className="button button--small"
          onClick={() => {
            goTo(back);
            replace(withoutEntry(document, section, index));
          }}
        >
          {`Remove this ${ONE[section]}`}
        </button>
      </div>
      {section === 'limits' && <LimitForm index={index} limit={document.limits[index]!} />}
      {section === 'actions' && <ActionForm index={index} action={document.actions[index]!} />}
      {section === 'tiers' && <TierForm index={index} />}
    </>
  );
}
