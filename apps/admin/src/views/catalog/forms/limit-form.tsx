import type { LimitEntry } from '../../../api/contract';
import { Panel } from '../../../elements/panel';
import { LIMIT_KINDS, LIMIT_MEASURES } from '../../../figures/limit-kinds';
import { absentValueWords } from '../changes/catalog-words';
import { isPublished } from '../draft/entries';
import { useEditing } from '../draft/use-draft';
import { CheckField } from './check-field';
import { asLimitValue, asNames, asWholeNumber } from './codecs';
import { DraftChoice, DraftField } from './draft-field';

const COUNTS_ON = 'Its name stands for its count: to count otherwise, add a limit of another name.';

interface LimitFormProps {
  readonly index: number;
  readonly limit: LimitEntry;
}

/** One limit: what it counts, how it is enforced, and its values per tier. */
export function LimitForm({ index, limit }: LimitFormProps) {
  const { draft, edit } = useEditing();
  const at = ['limits', index] as const;
  const isKept = isPublished(draft, 'limits', index);
  const choose = (kind: string) => {
    // Only a rolling limit looks back for so long.
    const { durationSeconds: _seconds, ...entry } = limit;
    edit(at, kind === 'rolling' ? { ...entry, kind, durationSeconds: 3_600 } : { ...entry, kind });
  };
  return (
    <>
      <Panel title="What it counts" {...(isKept && { note: COUNTS_ON })}>
        <div className="form-grid">
          <DraftField
            at={[...at, 'name']}
            label="Name"
            hint="images_daily"
            locked={isKept}
            note="Lower-case letters, digits and underscores"
          />
          <DraftField
            at={[...at, 'description']}
            label="Description"
            hint="images today"
            note="Completes “You've used 10 of 10 …”"
          />
          <DraftChoice
            at={[...at, 'kind']}
            label="Window"
            choices={LIMIT_KINDS}
            locked={isKept}
            onChoose={choose}
          />
          {limit.kind === 'rolling' && (
            <DraftField
              at={[...at, 'durationSeconds']}
              label="Looks back, in seconds"
              codec={asWholeNumber}
              locked={isKept}
            />
          )}
          <DraftChoice at={[...at, 'measure']} label="Measures" choices={LIMIT_MEASURES} locked={isKept} />
        </div>
      </Panel>
      <Enforcement index={index} limit={limit} />
      <LimitValuesPanel index={index} limit={limit} />
    </>
  );
}

function Enforcement({ index, limit }: LimitFormProps) {
  const { edit } = useEditing();
  const at = ['limits', index] as const;
  return (
    <Panel title="How it is enforced">
      <div className="form-grid">
        <DraftChoice
          at={[...at, 'enforcement']}
          label="Enforcement"
          choices={{
            hard: 'Hard: what does not fit is refused',
            soft: 'Soft: all pass, and it is recorded',
          }}
          absent="hard"
        />
        <DraftField
          at={[...at, 'thresholds']}
          label="Thresholds"
          hint="80%, 95%, 1000"
          codec={asNames}
          note="Each is recorded when it is crossed: percent, or amounts"
        />
        <CheckField
          label="Active"
          note="An inactive limit counts, and refuses nothing"
          checked={limit.active}
          onChange={(active) => edit([...at, 'active'], active)}
        />
      </div>
    </Panel>
  );
}

function LimitValuesPanel({ index, limit }: LimitFormProps) {
  const { tiers } = useEditing().draft.document;
  const codec = asLimitValue(limit.measure);
  return (
    <Panel
      title="Values per tier"
      note="-1 is unlimited; without a value it is 0 in free, and unlimited elsewhere"
    >
      <div className="values" role="group" aria-label="Values per tier">
        <span className="values__head" aria-hidden="true" />
        <span className="values__head" aria-hidden="true">
          Account
        </span>
        <span className="values__head" aria-hidden="true">
          Each member
        </span>
        {tiers.map(({ name: tier }) => (
          <div className="values__row" key={tier}>
            <span className="code">{tier}</span>
            <DraftField
              at={['limits', index, 'values', tier]}
              label={`Value in ${tier}`}
              labelHidden
              hint={absentValueWords(tier)}
              codec={codec}
            />
            <DraftField
              at={['limits', index, 'memberValues', tier]}
              label={`Member's part in ${tier}`}
              labelHidden
              hint="none"
              codec={codec}
            />
          </div>
        ))}
      </div>
    </Panel>
  );
}
