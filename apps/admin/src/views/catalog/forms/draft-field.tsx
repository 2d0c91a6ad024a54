import { useId, useState } from 'react';
import { pathText, valueAt, type DocumentPath } from '../draft/document-path';
import { useEditing } from '../draft/use-draft';
import { asText, type Codec } from './codecs';

interface DraftFieldProps {
  readonly at: DocumentPath;
  readonly label: string;
  /** What stands beside the label on a narrow form, as in a table of inputs. */
  readonly labelHidden?: boolean;
  readonly hint?: string;
  readonly note?: string;
  readonly codec?: Codec;
  readonly locked?: boolean;
}

/** One field of the draft, with what the API finds wrong with exactly this field. */
export function DraftField(props: DraftFieldProps) {
  const { at, label, labelHidden = false, hint, note, codec = asText, locked = false } = props;
  const { draft, edit } = useEditing();
  const id = useId();
  // A list that is being typed ends with a comma for a moment: the text stands until the field is left.
  const [typed, setTyped] = useState<string | null>(null);
  const errors = useErrorsAt(at);
  return (
    <div className="field">
      <label className={labelHidden ? 'hidden-visually' : 'field__label'} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        value={typed ?? codec.show(valueAt(draft.document, at))}
        placeholder={hint}
        readOnly={locked}
        spellCheck={false}
        autoComplete="off"
        {...describedBy(id, errors, note)}
        onChange={(event) => {
          setTyped(event.target.value);
          edit(at, codec.read(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
      <FieldNotes id={id} label={label} errors={errors} note={note} />
    </div>
  );
}

interface DraftChoiceProps {
  readonly at: DocumentPath;
  readonly label: string;
  /** Words by value. */
  readonly choices: Readonly<Record<string, string>>;
  /** What an absent field means. */
  readonly absent?: string;
  readonly note?: string;
  readonly locked?: boolean;
  /** Where a choice changes more than the field itself. */
  readonly onChoose?: (value: string) => void;
}

export function DraftChoice(props: DraftChoiceProps) {
  const { at, label, choices, absent, note, locked = false, onChoose } = props;
  const { draft, edit } = useEditing();
  const id = useId();
  const errors = useErrorsAt(at);
  const value = asText.show(valueAt(draft.document, at) ?? absent);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={locked}
        {...describedBy(id, errors, note)}
        onChange={(event) => (onChoose ?? ((chosen) => edit(at, chosen)))(event.target.value)}
      >
        {Object.entries(choices).map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
        {!(value in choices) && <option value={value}>{value || 'None'}</option>}
      </select>
      <FieldNotes id={id} label={label} errors={errors} note={note} />
    </div>
  );
}

interface FieldNotesProps {
  readonly id: string;
  readonly label: string;
  readonly errors: readonly string[];
  readonly note: string | undefined;
}

function FieldNotes({ id, label, errors, note }: FieldNotesProps) {
  if (errors.length > 0) {
    return (
      <span className="field__error" id={`${id}-error`}>
        {errors.map((message) => `${label} ${message}`).join('. ')}
      </span>
    );
  }
  return note ? (
    <span className="field__note" id={`${id}-note`}>
      {note}
    </span>
  ) : null;
}

function describedBy(id: string, errors: readonly string[], note: string | undefined) {
  const noted = note ? `${id}-note` : undefined;
  return {
    'aria-invalid': errors.length > 0,
    'aria-describedby': errors.length > 0 ? `${id}-error` : noted,
  };
}

/** What is wrong with this field, entries of a list that is typed in one field included. */
function useErrorsAt(at: DocumentPath): readonly string[] {
  const path = pathText(at);
  const isHere = (field: string) => field === path || field.startsWith(`${path}[`);
  return useEditing()
    .errors.filter(({ field }) => isHere(field))
    .map(({ message }) => message);
}
