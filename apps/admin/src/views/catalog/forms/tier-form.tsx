import { Panel } from '../../../elements/panel';
import { isPublished } from '../draft/entries';
import { useEditing } from '../draft/use-draft';
import { asOptionalText } from './codecs';
import { DraftField } from './draft-field';

/** One tier: the credits it brings, and how far below zero it may go. */
export function TierForm({ index }: { index: number }) {
  const { draft } = useEditing();
  const at = ['tiers', index] as const;
  const isKept = isPublished(draft, 'tiers', index);
  return (
    <Panel title="Tier" note="Its values for each limit stand with the limits">
      <div className="form-grid">
        <DraftField at={[...at, 'name']} label="Name" hint="free" locked={isKept} />
        <DraftField
          at={[...at, 'trialGrant']}
          label="Trial grant"
          note="Credits, once, when an account opens in it"
        />
        <DraftField
          at={[...at, 'dailyRefill']}
          label="Daily refill"
          note="Credits up to which each UTC day begins; 0 is none"
        />
        <DraftField
          at={[...at, 'overdraft']}
          label="Overdraft"
          hint="none"
          codec={asOptionalText}
          note="none, unlimited, or so many credits below zero"
        />
        <DraftField
          at={[...at, 'lowCredits']}
          label="Low at or below"
          hint="never"
          codec={asOptionalText}
          note="Credits at which running low is recorded"
        />
      </div>
    </Panel>
  );
}
