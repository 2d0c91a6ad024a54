import type { CatalogChange } from '../../../api/contract';
import { Badge, type Tone } from '../../../elements/badge';
import { Notice } from '../../../elements/notice';
import { asSentence } from '../../../figures/words';
import { changeGroups, type ChangeGroup, type Documents } from './change-words';

const TONES: Readonly<Record<ChangeGroup['change'], Tone>> = {
  added: 'good',
  removed: 'bad',
  changed: 'accent',
};

const KINDS: Readonly<Record<string, string>> = { limits: 'Limit', actions: 'Action', tiers: 'Tier' };

interface ChangeListProps {
  readonly changes: readonly CatalogChange[];
  readonly documents: Documents;
}

/** What changes, in plain words, entry by entry. */
export function ChangeList({ changes, documents }: ChangeListProps) {
  if (changes.length === 0) return <Notice kind="empty" title="Nothing differs" />;
  return (
    <ul className="changes">
      {changeGroups(changes, documents).map((group) => (
        <li key={`${group.section} ${group.name}`} className="changes__entry">
          <div className="changes__head">
            <span className="soft">{KINDS[group.section] ?? asSentence(group.section)}</span>
            {group.name && <span className="code strong">{group.name}</span>}
            <Badge tone={TONES[group.change]}>{group.change}</Badge>
          </div>
          <ul className="changes__sentences">
            {group.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
