import type { ActionEntry } from '../../../api/contract';
import { Panel } from '../../../elements/panel';
import { pathText } from '../draft/document-path';
import { isPublished } from '../draft/entries';
import { useEditing } from '../draft/use-draft';
import { CheckField } from './check-field';
import { asOptionalText } from './codecs';
import { DraftField } from './draft-field';
import { PriceForm } from './price-form';

/** One action: what it costs and which limits it consumes. */
export function ActionForm({ index, action }: { index: number; action: ActionEntry }) {
  const { draft } = useEditing();
  const at = ['actions', index] as const;
  const isKept = isPublished(draft, 'actions', index);
  return (
    <>
      <Panel title="Action">
        <div className="form-grid">
          <DraftField at={[...at, 'name']} label="Name" hint="image" locked={isKept} />
          <DraftField at={[...at, 'description']} label="Description" hint="An image" />
          <DraftField
            at={[...at, 'defaultSubtype']}
            label="Default subtype"
            hint="none"
            codec={asOptionalText}
            note="Recorded where a caller names none: a model, a format"
          />
        </div>
      </Panel>
      <PriceForm at={[...at, 'price']} price={action.price} />
      <ActionLimits index={index} action={action} />
    </>
  );
}

function ActionLimits({ index, action }: { index: number; action: ActionEntry }) {
  const { draft, edit, errors } = useEditing();
  const at = ['actions', index, 'limits'] as const;
  const wrong = errors.filter(({ field }) => field.startsWith(pathText(at)));
  const known = draft.document.limits.map(({ name }) => name);
  const unknown = action.limits.filter((name) => !known.includes(name));
  const toggle = (name: string, isOn: boolean) =>
    edit(at, isOn ? [...action.limits, name] : action.limits.filter((each) => each !== name));
  return (
    <Panel title="Limits" note="What one of it consumes, checked together">
      <div className="checks" role="group" aria-label="Limits">
        {[...known, ...unknown].map((name) => (
          <CheckField
            key={name}
            label={name}
            checked={action.limits.includes(name)}
            onChange={(isOn) => toggle(name, isOn)}
          />
        ))}
      </div>
      {wrong.length > 0 && (
        <p className="field__error">{wrong.map(({ field, message }) => `${field} ${message}`).join('. ')}</p>
      )}
    </Panel>
  );
}
