import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { cancelHold, newIdempotencyKey } from '../../api/cancel-hold';
import type { CancelledGeneration, Hold } from '../../api/contract';
import { outcomeIsUnknown } from '../../api/problem';
import { Dialog } from '../../elements/dialog';
import { formatCredits } from '../../figures/credits';
import { shortPosition } from '../../figures/words';

/**
 * Gives a hold back with a reason. One key per dialog: pressing again after a lost answer asks for the same
 * cancellation, never for a second one.
 */
export function CancelDialog({ hold, onClose }: { hold: Hold; onClose: () => void }) {
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const cancellation = useMutation({ mutationFn: cancelHold, onSuccess: () => client.invalidateQueries() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    cancellation.mutate({ hold, reason: reason.trim(), idempotencyKey });
  };
  if (cancellation.data) return <Cancelled hold={hold} answer={cancellation.data} onClose={onClose} />;
  const unknown = outcomeIsUnknown(cancellation.error);
  return (
    <Dialog title="Cancel this generation?" onClose={onClose}>
      <p className="soft">
        It ends as cancelled, and <strong>{formatCredits(hold.held)} credits</strong> with their quota go back
        to <span className="code">{hold.accountId}</span>. This cannot be undone.
      </p>
      <p className="code faint">{hold.generationId}</p>
      <form className="dialog__form" onSubmit={submit}>
        <ReasonField value={reason} onChange={setReason} locked={unknown || cancellation.isPending} />
        {cancellation.error && (
          <p className="dialog__error" role="alert">
            {cancellation.error.message}
            {unknown && ' It may have been cancelled all the same; trying again is safe.'}
          </p>
        )}
        <div className="dialog__buttons">
          <button type="button" className="button" onClick={onClose}>
            Keep it
          </button>
          <button
            type="submit"
            className="button button--danger"
            disabled={cancellation.isPending || reason.trim() === ''}
          >
            {cancellation.isPending ? 'Cancelling…' : unknown ? 'Try again' : 'Cancel generation'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ReasonFieldProps {
  readonly value: string;
  /** The same key with other words would be refused, so the words stand until the outcome is known. */
  readonly locked: boolean;
  readonly onChange: (value: string) => void;
}

const REASON_LENGTH_MAX = 200;

function ReasonField({ value, locked, onChange }: ReasonFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Reason, for the audit
      </label>
      <textarea
        id={id}
        className="input"
        rows={3}
        required
        autoFocus
        maxLength={REASON_LENGTH_MAX}
        readOnly={locked}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

interface CancelledProps {
  readonly hold: Hold;
  readonly answer: CancelledGeneration;
  readonly onClose: () => void;
}

function Cancelled({ hold, answer, onClose }: CancelledProps) {
  return (
    <Dialog title="Cancelled" onClose={onClose}>
      <p role="status">
        {formatCredits(answer.returned?.credits ?? hold.held)} credits went back to{' '}
        <span className="code">{hold.accountId}</span>, recorded at{' '}
        <span title={answer.position}>position {shortPosition(answer.position)}</span>.
      </p>
      <div className="dialog__buttons">
        <button type="button" className="button button--primary" autoFocus onClick={onClose}>
          Done
        </button>
      </div>
    </Dialog>
  );
}
