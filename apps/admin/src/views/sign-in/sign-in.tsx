import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { signIn } from '../../api/session';
import { useNow } from '../../app/clock';
import { SESSION_KEY } from '../../app/query-client';
import { Brand } from '../../elements/brand';
import { Icon } from '../../elements/icon';
import { ThemeToggle } from '../../elements/theme-toggle';
import { formatDuration } from '../../figures/durations';
import { explainSignIn } from './explain-sign-in';

export function SignIn() {
  const [key, setKey] = useState('');
  const client = useQueryClient();
  const attempt = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => client.setQueryData(SESSION_KEY, session),
  });
  const waitMs = useWait(attempt.error, attempt.submittedAt);
  useEffect(() => {
    document.title = 'Sign in · Ledgerline';
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate(key.trim());
  };
  return (
    <main className="gate">
      <div className="sign-in">
        <div className="sign-in__head">
          <Brand />
          <ThemeToggle />
        </div>
        <form className="sign-in__form" onSubmit={submit}>
          <h1>Sign in</h1>
          <p className="soft">
            With an admin key. It is exchanged for a session of 8 hours and not stored here.
          </p>
          {/* So that a password manager can tell this key from others of the same site. */}
          <input
            className="hidden-visually"
            autoComplete="username"
            value="admin"
            readOnly
            tabIndex={-1}
            aria-hidden
          />
          <KeyField value={key} onChange={setKey} invalid={attempt.isError} />
          {attempt.error && (
            <p className="sign-in__error" id="sign-in-error" role="alert">
              <Icon name="alert" />
              <span>{explainSignIn(attempt.error)}</span>
            </p>
          )}
          <button
            type="submit"
            className="button button--primary"
            disabled={attempt.isPending || key.trim() === '' || waitMs > 0}
          >
            {buttonText(attempt.isPending, waitMs)}
          </button>
        </form>
      </div>
    </main>
  );
}

interface KeyFieldProps {
  readonly value: string;
  readonly invalid: boolean;
  readonly onChange: (value: string) => void;
}

function KeyField({ value, invalid, onChange }: KeyFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        Admin key
      </label>
      <input
        id={id}
        className="input"
        type="password"
        autoComplete="current-password"
        spellCheck={false}
        autoFocus
        required
        value={value}
        aria-invalid={invalid}
        aria-describedby={invalid ? 'sign-in-error' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

/** How long a lock-out still lasts, by what the API asked for. */
function useWait(error: Error | null, submittedAt: number): number {
  const nowMs = useNow();
  const seconds = error && 'retryAfterSeconds' in error ? Number(error.retryAfterSeconds ?? 0) : 0;
  return Math.max(0, submittedAt + seconds * 1_000 - nowMs);
}

function buttonText(isPending: boolean, waitMs: number): string {
  if (isPending) return 'Signing in…';
  return waitMs > 0 ? `Locked for ${formatDuration(Math.max(1_000, waitMs))}` : 'Sign in';
}
