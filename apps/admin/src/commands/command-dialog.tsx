import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { CommandAnswer } from '../api/contract';
import { ApiProblem, outcomeIsUnknown } from '../api/problem';
import { newIdempotencyKey, sendCommand } from '../api/send-command';
import { hrefTo } from '../app/routes';
import { Dialog } from '../elements/dialog';
import { shortPosition } from '../figures/words';
import { CommandFieldInput } from './command-field-input';
import { bodyOf, fieldsOf, initialValues, isComplete, type PageCommand } from './page-command';

/**
 * Asks for what a command needs and sends it. One key per attempt: pressing again after a lost answer asks
 * for the same thing, never for a second one; so the words stand until the outcome is known.
 */
export function CommandDialog({ command, onClose }: { command: PageCommand; onClose: () => void }) {
  const [key, setKey] = useState(newIdempotencyKey);
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => initialValues(command));
  const client = useQueryClient();
  const sending = useMutation({
    mutationFn: sendCommand,
    onSuccess: () => client.invalidateQueries(),
    // What was refused is decided anew, under a key of its own; what may have happened is not.
    onError: (error) => {
      if (!outcomeIsUnknown(error)) setKey(newIdempotencyKey());
    },
  });
  const change = (name: string, value: string) => setValues({ ...values, [name]: value });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { accountId, path, shownIn } = command;
    sending.mutate({ accountId, path, shownIn, body: bodyOf(command, values), idempotencyKey: key });
  };
  if (sending.data) return <Done command={command} answer={sending.data} onClose={onClose} />;
  const unknown = outcomeIsUnknown(sending.error);
  return (
    <Dialog title={command.title} onClose={onClose}>
      <p className="soft">{command.about}</p>
      <form className="dialog__form" onSubmit={submit}>
        {fieldsOf(command).map((field) => (
          <CommandFieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            locked={unknown || sending.isPending}
            error={errorOf(field.sentAs ?? field.name, sending.error)}
            change={change}
          />
        ))}
        {sending.error && (
          <p className="dialog__error" role="alert">
            {isToldAtFields(command, sending.error)
              ? 'Mend what is marked, then try again.'
              : sending.error.message}
            {unknown && ' It may have been done all the same; trying again is safe.'}
          </p>
        )}
        <div className="dialog__buttons">
          <button type="button" className="button" onClick={onClose}>
            {command.decline ?? 'Never mind'}
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

function errorOf(field: string, error: Error | null): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.errors.find((each) => each.field === field)?.message;
}

/** The same words need not be said twice. */
function isToldAtFields(command: PageCommand, error: Error): boolean {
  const names = new Set(fieldsOf(command).map(({ name, sentAs }) => sentAs ?? name));
  const errors = error instanceof ApiProblem ? error.errors : [];
  return errors.length > 0 && errors.every(({ field }) => names.has(field));
}

interface DoneProps {
  readonly command: PageCommand;
  readonly answer: CommandAnswer;
  readonly onClose: () => void;
}

function Done({ command, answer, onClose }: DoneProps) {
  const done = command.done?.(answer) ?? 'Done.';
  return (
    <Dialog title={command.title} onClose={onClose}>
      <p role="status">
        {answer.outcome === 'no-effect' ? 'It stood so already.' : done} Recorded at{' '}
        <span title={answer.position}>position {shortPosition(answer.position)}</span>.
      </p>
      <div className="dialog__buttons">
        <a className="button" href={auditOf(command)} onClick={onClose}>
          See it in the audit
        </a>
        <button type="button" className="button button--primary" autoFocus onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}

function auditOf({ accountId }: PageCommand): string {
  return hrefTo(accountId === undefined ? ['audit'] : ['accounts', accountId, 'audit']);
}
