import type { PriceEntry } from '../../../api/contract';
import { Panel } from '../../../elements/panel';
import type { DocumentPath } from '../draft/document-path';
import { useEditing } from '../draft/use-draft';
import { CheckField } from './check-field';
import { asWholeNumber } from './codecs';
import { DraftChoice, DraftField } from './draft-field';
import { ModelPrices } from './model-prices';

const KINDS = { free: 'Free of charge', flat: 'So many credits each', tokens: 'By tokens and model' };

/** What a price of another kind starts from. */
const FRESH: Readonly<Record<string, PriceEntry>> = {
  free: { kind: 'free' },
  flat: { kind: 'flat', credits: '1' },
  tokens: { kind: 'tokens', models: {}, fallback: { inputPerMillion: '0', outputPerMillion: '0' } },
};

type TokensPrice = Extract<PriceEntry, { kind: 'tokens' }>;

export function PriceForm({ at, price }: { at: DocumentPath; price: PriceEntry }) {
  const { edit } = useEditing();
  return (
    <Panel title="Price" note="A generation that is under way keeps the price it was requested at">
      <div className="form-grid">
        <DraftChoice
          at={[...at, 'kind']}
          label="Kind of price"
          choices={KINDS}
          onChoose={(kind) => edit(at, FRESH[kind])}
        />
        {price.kind === 'flat' && <DraftField at={[...at, 'credits']} label="Credits each" hint="12.5" />}
      </div>
      {price.kind === 'tokens' && <TokenPrices at={at} price={price} />}
    </Panel>
  );
}

function TokenPrices({ at, price }: { at: DocumentPath; price: TokensPrice }) {
  const { edit } = useEditing();
  const fallback = [...at, 'fallback'];
  const bound = [...at, 'bound'];
  return (
    <div className="token-prices">
      <ModelPrices at={[...at, 'models']} models={price.models} />
      <CheckField
        label="Other models have a price too"
        note="Without one, a model that is not named is refused"
        checked={price.fallback !== null}
        onChange={(isOn) => edit(fallback, isOn ? { inputPerMillion: '0', outputPerMillion: '0' } : null)}
      />
      {price.fallback !== null && (
        <div className="form-grid">
          <DraftField at={[...fallback, 'inputPerMillion']} label="Other models, per million tokens in" />
          <DraftField at={[...fallback, 'outputPerMillion']} label="Other models, per million tokens out" />
        </div>
      )}
      <CheckField
        label="May start without an estimate"
        note="So many tokens are then held; without this, a caller has to tell an upper bound"
        checked={price.bound !== undefined}
        onChange={(isOn) => edit(bound, isOn ? { inputTokens: 1_000, outputTokens: 1_000 } : undefined)}
      />
      {price.bound !== undefined && (
        <div className="form-grid">
          <DraftField at={[...bound, 'inputTokens']} label="Held for tokens in" codec={asWholeNumber} />
          <DraftField at={[...bound, 'outputTokens']} label="Held for tokens out" codec={asWholeNumber} />
        </div>
      )}
    </div>
  );
}
