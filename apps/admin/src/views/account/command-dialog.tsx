import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { newIdempotencyKey } from '../../api/cancel-hold';
import { outcomeIsUnknown } from '../../api/problem';
import { sendCommand } from '../../api/send-command';
import { Dialog } from '../../elements/dialog';
import { shortPosition } from '../../figures/words';

export interface CommandField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly initial?: string;
  readonly isOptional?: boolean;
  readonly choices?: readonly string[];
  /** What may be typed, where not everything may; said in `hint`. */
  readonly pattern?: string;
  readonly isDay?: boolean;
}

/** A command that the page sends for an account: a few fields, and always a reason for the audit. */
export interface PageCommand {
  readonly title: string;
  readonly about: string;
  readonly accountId: string;
  readonly path: string;
  readonly fields: readonly CommandField[];
  /** On the button. */
  readonly verb: string;
  readonly isDanger?: boolean;
  /** What the fields come to, without the reason; those left empty are not among them. */
  readonly bodyOf: (values: Readonly<Record<string, string>>) => Readonly<Record<string, unknown>>;
}

const REASON_LENGTH_MAX = 200;

/**
 * Asks for what a command needs and sends it. One key per dialog: pressing again after a lost answer asks for
 * the same thing, never for a second one; so the words stand until the outcome is known.
 */
export function CommandDialog({ command, onClose }: { command: PageCommand; onClose: () => void }) {
  const [key, setKey] = useState(newIdempotencyKey);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => initialValues(command));
  const client = useQueryClient();
  const sending = useMutation({ mutationFn: sendCommand, onSuccess: () => client.invalidateQueries() });
  const unknown = outcomeIsUnknown(sending.error);
  const change = (name: string, value: string) => {
    // Other words are another request: after a refusal they go under a key of their own.
    if (sending.error) setKey(newIdempotencyKey());
    setValues({ ...values, [name]: value });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { accountId, path, bodyOf } = command;
    const { reason = '', ...given } = trimmed(values);
    sending.mutate({ accountId, path, body: { ...bodyOf(given), reason }, idempotencyKey: key });
  };
  if (sending.data) return <Done title={command.title} answer={sending.data} onClose={onClose} />;
  const locked = unknown || sending.isPending;
  return (
    <Dialog title={command.title} onClose={onClose}>
      <p className="soft">{command.about}</p>
      <form className="dialog__form" onSubmit={submit}>
        {[...command.fields, REASON].map((field) => (
          <Field key={field.name} field={field} value={values[field.name] ?? ''} {...{ locked, change }} />
        ))}
        {sending.error && (
          <p className="dialog__error" role="alert">
            {sending.error.message}
            {unknown && ' It may have been done all the same; trying again is safe.'}
          </p>
        )}
        <div className="dialog__buttons">
          <button type="button" className="button" onClick={onClose}>
            Never mind
          </button>
          <button
            type="submit"
            className={command.isDanger ? 'button button--danger' : 'button button--primary'}
            disabled={sending.isPending || !isComplete(command, values)}
          >
            {sending.isPending ? 'Sending…' : unknown ? 'Try again' : command.verb}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

const REASON: CommandField = { name: 'reason', label: 'Reason, for the audit' };

interface FieldProps {
  readonly field: CommandField;
  readonly value: string;
  readonly locked: boolean;
  readonly change: (name: string, value: string) => void;
}

function Field({ field, value, locked, change }: FieldProps) {
  const id = useId();
  const { name, label, hint, choices, isOptional = false, pattern, isDay = false } = field;
  const shared = { id, className: 'input', value, required: !isOptional };
  const onChange = (event: { target: { value: string } }) => change(name, event.target.value);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {choices ? (
        <select {...shared} disabled={locked} onChange={onChange}>
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
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
          onChange={onChange}
        />
      )}
    </div>
  );
}

function Done(props: { title: string; answer: { outcome: string; position: string }; onClose: () => void }) {
  const { title, answer, onClose } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      <p role="status">
        {answer.outcome === 'no-effect' ? 'It stood so already; recorded' : 'Done, and recorded'} at{' '}
        <span title={answer.position}>position {shortPosition(answer.position)}</span>. The audit shows it.
      </p>
      <div className="dialog__buttons">
        <button type="button" className="button button--primary" autoFocus onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}

function initialValues({ fields }: PageCommand): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.map(({ name, initial, choices }) => [name, initial ?? choices?.[0] ?? '']),
  );
}

function trimmed(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const texts = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(texts.filter(([, value]) => value !== ''));
}

function isComplete({ fields }: PageCommand, values: Readonly<Record<string, string>>): boolean {
  return [...fields, REASON].every(({ name, isOptional }) => isOptional || values[name]?.trim());
}
