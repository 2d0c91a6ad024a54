import { hrefTo } from '../../../app/routes';
import { goTo } from '../../../app/use-route';
import { Badge } from '../../../elements/badge';
import { DataTable, type Column } from '../../../elements/data-table';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { isPublished, newEntry, type Section } from '../draft/entries';
import { useEditing, type Editing } from '../draft/use-draft';
import { COLUMNS_OF, type EntryRow } from './entry-columns';

const WORDS: Readonly<Record<Section, { title: string; note: string; one: string }>> = {
  limits: { title: 'Limits', note: 'What may be used, per tier', one: 'limit' },
  actions: {
    title: 'Actions and prices',
    note: 'What each costs, and which limits it consumes',
    one: 'action',
  },
  tiers: { title: 'Tiers', note: 'The credits they bring', one: 'tier' },
};

/** The entries of one part of the draft; each leads to its form. */
export function EntryList({ section }: { section: Section }) {
  const editing = useEditing();
  const { title, note, one } = WORDS[section];
  const entries = editing.draft.document[section];
  const rows = entries.map((entry, index) => ({ entry, index, ...markOf(editing, section, index) }));
  const columns = [nameColumn(section), ...COLUMNS_OF[section](editing.draft.document)];
  return (
    <Panel
      title={title}
      note={note}
      actions={
        <button
          type="button"
          className="button"
          onClick={() => {
            editing.edit([section], [...entries, newEntry(section)]);
            goTo(hrefTo(['catalog', section, String(entries.length)]));
          }}
        >
          {`Add ${one}`}
        </button>
      }
      flush
    >
      {rows.length === 0 ? (
        <Notice kind="empty" title={`There is no ${one}`} />
      ) : (
        <DataTable caption={title} columns={columns} rows={rows} keyOf={({ index }) => String(index)} />
      )}
    </Panel>
  );
}

function nameColumn(section: Section): Column<EntryRow> {
  return {
    name: 'Name',
    lead: true,
    show: ({ entry, index, mark, isWrong }) => (
      <>
        <a className="code" href={hrefTo(['catalog', section, String(index)])}>
          {entry.name || '(no name yet)'}
        </a>{' '}
        {isWrong ? <Badge tone="bad">to mend</Badge> : mark && <Badge tone="accent">{mark}</Badge>}
        {'description' in entry && <span className="cell-note">{entry.description}</span>}
      </>
    ),
  };
}

function markOf({ draft, changes = [], errors }: Editing, section: Section, index: number) {
  const { name } = draft.document[section][index]!;
  const isWrong = errors.some(({ field }) => field.startsWith(`${section}[${index}]`));
  if (!isPublished(draft, section, index)) return { mark: 'new', isWrong };
  const isChanged = changes.some(({ field }) => field.startsWith(`${section}[${name}]`));
  return { mark: isChanged ? 'changed' : undefined, isWrong };
}
