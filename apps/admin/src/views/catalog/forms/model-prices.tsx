import { useState } from 'react';
import type { TokenPrice } from '../../../api/contract';
import type { DocumentPath } from '../draft/document-path';
import { useEditing } from '../draft/use-draft';
import { DraftField } from './draft-field';

interface ModelPricesProps {
  readonly at: DocumentPath;
  readonly models: Readonly<Record<string, TokenPrice>>;
}

/** Token prices by model, in credits per million. */
export function ModelPrices({ at, models }: ModelPricesProps) {
  const { edit } = useEditing();
  const [named, setNamed] = useState('');
  const name = named.trim();
  const add = () => {
    edit([...at, name], { inputPerMillion: '0', outputPerMillion: '0' });
    setNamed('');
  };
  return (
    <div className="models" role="group" aria-label="Prices by model">
      {Object.keys(models).map((model) => (
        <div className="models__row" key={model}>
          <span className="code models__name">{model}</span>
          <DraftField at={[...at, model, 'inputPerMillion']} label={`${model}, per million tokens in`} />
          <DraftField at={[...at, model, 'outputPerMillion']} label={`${model}, per million tokens out`} />
          <button
            type="button"
            className="button button--small"
            aria-label={`Remove ${model}`}
            onClick={() => edit([...at, model], undefined)}
          >
            Remove
          </button>
        </div>
      ))}
      <div className="models__add">
        <label className="field field--grows">
          <span className="field__label">Model to add</span>
          <input
            className="input"
            value={named}
            placeholder="gpt-4o-mini"
            maxLength={200}
            spellCheck={false}
            onChange={(event) => setNamed(event.target.value)}
          />
        </label>
        <button type="button" className="button" disabled={name === '' || name in models} onClick={add}>
          Add model
        </button>
      </div>
    </div>
  );
}
