import { useEffect, useState, type ReactNode } from 'react';
import { replaceQuery, useRoute } from '../app/use-route';
import { humanWords } from '../figures/words';
import { Icon } from './icon';

const DEBOUNCE_MS = 250;

/** Filters of the view in the address; children are the fields below. */
export function FilterBar({ names, children }: { names: readonly string[]; children: ReactNode }) {
  const { query } = useRoute();
  const isSet = names.some((name) => query[name]);
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {children}
      {isSet && (
        <button
          type="button"
          className="button button--quiet"
          onClick={() => replaceQuery(Object.fromEntries(names.map((name) => [name, ''])))}
        >
          Clear filters
        </button>
      )}
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
}

/** Free text; the question is asked once the typing pauses. */
export function TextFilter({ name, label, hint }: FieldProps & { hint?: string }) {
  const value = useRoute().query[name] ?? '';
  const [typed, setTyped] = useState(value);
  const [last, setLast] = useState(value);
  // The address changed from elsewhere (back button, "Clear filters"): it wins over what was typed.
  if (value !== last) {
    setLast(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed.trim() === value) return;
    const timer = setTimeout(() => replaceQuery({ [name]: typed.trim() }), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [name, typed, value]);
  return (
    <label className="field field--grows">
      <span className="field__label">{label}</span>
      <span className="field__search">
        <Icon name="search" />
        <input
          type="search"
          className="input"
          placeholder={hint}
          value={typed}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </span>
    </label>
  );
}

interface ChoiceFilterProps extends FieldProps {
  readonly choices: readonly string[];
  /** Names that are written as they are, like those of commands. */
  readonly verbatim?: boolean;
}

export function ChoiceFilter({ name, label, choices, verbatim = false }: ChoiceFilterProps) {
  const value = useRoute().query[name] ?? '';
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      <select
        className="input"
        value={value}
        onChange={(event) => replaceQuery({ [name]: event.target.value })}
      >
        <option value="">All</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {verbatim ? choice : humanWords(choice)}
          </option>
        ))}
        {value && !choices.includes(value) && <option value={value}>{value}</option>}
      </select>
    </label>
  );
}

export function DayFilter({ name, label }: FieldProps) {
  const value = useRoute().query[name] ?? '';
  return (
    <label className="field">
      <span className="field__label">{label}</span>
      <input
        type="date"
        className="input"
        value={value}
        onChange={(event) => replaceQuery({ [name]: event.target.value })}
      />
    </label>
  );
}
