import { useQuery } from '@tanstack/react-query';
import { catalogQuery } from '../../api/catalog-queries';
import { hrefTo } from '../../app/routes';
import { useRoute } from '../../app/use-route';
import { LiveStatus } from '../../elements/live-status';
import { Notice } from '../../elements/notice';
import { PageHead } from '../../elements/page-head';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { Tabs } from '../../elements/tabs';
import { Conflict } from './conflict';
import { DocumentJson } from './document-json';
import { DraftBar } from './draft-bar';
import { EditingContext, useDraft, type Editing } from './draft/use-draft';
import { EntryView } from './entry-view';
import { History } from './history/history';
import { EntryList } from './lists/entry-list';
import { Review } from './review';
import { WhatIf } from './what-if/what-if';

const TABS: readonly { readonly id: string | undefined; readonly name: string }[] = [
  { id: undefined, name: 'Limits' },
  { id: 'actions', name: 'Actions and prices' },
  { id: 'tiers', name: 'Tiers' },
  { id: 'json', name: 'Everything, as JSON' },
  { id: 'what-if', name: 'What if' },
  { id: 'history', name: 'History' },
];

/** The catalog: read, edited as a draft, published as the next version. */
export function Catalog() {
  const { segments } = useRoute();
  const [part, entry] = segments.slice(1);
  const { editing, error } = useDraft();
  const inForce = useQuery(catalogQuery);
  const tab = part === 'limits' ? undefined : part;
  return (
    <>
      <PageHead title="Catalog" note={editing && noteOf(editing)}>
        <LiveStatus query={inForce} position={undefined} />
      </PageHead>
      <div className="stack">
        <Tabs label="Catalog" at={['catalog']} tabs={TABS} chosen={tab} />
        {editing ? (
          <EditingContext value={editing}>
            {part !== 'history' && <Conflict />}
            <Part part={part} entry={entry} />
            {part !== 'review' && <DraftBar />}
          </EditingContext>
        ) : (
          <Panel title="Catalog" titleHidden>
            {error ? (
              <Notice kind="error" error={error} onRetry={() => void inForce.refetch()} />
            ) : (
              <Skeleton lines={8} label="Loading the catalog" />
            )}
          </Panel>
        )}
      </div>
    </>
  );
}

function Part({ part = 'limits', entry }: { part: string | undefined; entry: string | undefined }) {
  if (part === 'limits' || part === 'actions' || part === 'tiers') {
    if (entry === undefined) return <EntryList section={part} />;
    return <EntryView key={entry} section={part} index={Number(entry)} />;
  }
  if (part === 'json') return <DocumentJson />;
  if (part === 'what-if') return <WhatIf />;
  if (part === 'review') return <Review />;
  if (part === 'history') return <History version={entry} />;
  return (
    <Notice kind="empty" title="There is no such part of the catalog">
      <a href={hrefTo(['catalog'])}>Go to the limits</a>.
    </Notice>
  );
}

function noteOf({ draft, isEdited, inForce }: Editing): string {
  const inForceNote = `Version ${inForce.version} is in force`;
  return isEdited ? `${inForceNote}; you are editing a draft of version ${draft.base.version}` : inForceNote;
}
