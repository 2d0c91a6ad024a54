import { useId } from 'react';
import { asSentence } from '../figures/words';
import { REASON_LENGTH_MAX, choiceValue, type CommandField } from './page-command';

interface CommandFieldInputProps {
  readonly field: CommandField;
  readonly value: string;
  /** The same key with other words would be refused, so the words stand until the outcome is known. */
  readonly locked: boolean;
  /** What the API found wrong with it. */
  readonly error: string | undefined;
  readonly change: (name: string, value: string) => void;
}

export function CommandFieldInput({ field, value, locked, error, change }: CommandFieldInputProps) {
  const id = useId();
  const { name, label, hint, choices, isOptional = false, pattern, isDay = false } = field;
  const shared = {
    ...{ id, className: 'input', value, required: !isOptional },
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : `${id}-error`,
    onChange: (event: { target: { value: string } }) => change(name, event.target.value),
  };
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
        {isOptional && <span className="faint"> (optional)</span>}
      </label>
      {choices ? (
        <select {...shared} disabled={locked}>
          {choices.map((choice) => (
            <option key={choiceValue(choice)} value={choiceValue(choice)}>
              {typeof choice === 'string' ? choice || 'None' : choice.text}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={isDay ? 'date' : 'text'}
          maxLength={REASON_LENGTH_MAX}
          readOnly={locked}
          autoComplete="off"
          spellCheck={name === 'reason'}
          placeholder={hint}
          {...(pattern === undefined ? {} : { pattern, title: hint })}
        />
      )}
      {error !== undefined && (
        <span className="field__error" id={`${id}-error`}>
          {asSentence(error)}
        </span>
      )}
    </div>
  );
}
