import { useId, useState } from 'react';
import type { CatalogDocument } from '../../api/contract';
import { Panel } from '../../elements/panel';
import { useEditing } from './draft/use-draft';
import { ErrorList } from './error-list';

/** The whole draft as JSON: the way to plans, packages, tax, referral and provider rates. */
export function DocumentJson() {
  const { draft, errors, replace } = useEditing();
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? undefined : asDocument(typed);
  const wrong = parsed && 'message' in parsed ? parsed.message : undefined;
  const change = (text: string) => {
    setTyped(text);
    const next = asDocument(text);
    if ('document' in next) replace(next.document);
  };
  return (
    <>
      <Panel
        title="Everything, as JSON"
        note="Plans, packages, tax rates, the referral rule, provider rates and budgets are edited here"
      >
        <label className="hidden-visually" htmlFor={id}>
          The catalog as JSON
        </label>
        <textarea
          id={id}
          className="input code json"
          rows={28}
          spellCheck={false}
          value={typed ?? JSON.stringify(draft.document, null, 2)}
          aria-invalid={wrong !== undefined}
          aria-describedby={wrong === undefined ? undefined : `${id}-error`}
          onChange={(event) => change(event.target.value)}
        />
        {wrong !== undefined && (
          <p className="field__error" id={`${id}-error`} role="alert">
            {wrong}
          </p>
        )}
      </Panel>
      {wrong === undefined && errors.length > 0 && <ErrorList errors={errors} />}
    </>
  );
}

/** As much as the forms rely on; what else is wrong the API says by its field. */
function asDocument(text: string): { document: CatalogDocument } | { message: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { message: `This is no JSON yet: ${(error as Error).message}` };
  }
  const document = (value ?? {}) as Record<string, unknown>;
  const missing = ['tiers', 'limits', 'actions'].filter((section) => !isListOfEntries(document[section]));
  if (missing.length > 0) return { message: `A catalog has lists of ${missing.join(', ')}.` };
  return { document: document as unknown as CatalogDocument };
}

function isListOfEntries(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null);
}
