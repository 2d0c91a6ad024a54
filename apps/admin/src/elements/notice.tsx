import type { ReactNode } from 'react';
import { ApiProblem, ApiUnreachable } from '../api/problem';
import { Icon } from './icon';

type NoticeProps =
  | { readonly kind: 'empty'; readonly title: string; readonly children?: ReactNode }
  | { readonly kind: 'error'; readonly error: Error; readonly onRetry?: () => void };

/** In place of what is not there: nothing to show, or why it cannot be shown and what to do about it. */
export function Notice(props: NoticeProps) {
  if (props.kind === 'empty') {
    return (
      <div className="notice">
        <span className="notice__icon">
          <Icon name="box" />
        </span>
        <p className="notice__title">{props.title}</p>
        {props.children && <div className="soft">{props.children}</div>}
      </div>
    );
  }
  const { title, advice, reference } = explain(props.error);
  return (
    <div className="notice notice--error" role="alert">
      <span className="notice__icon">
        <Icon name="alert" />
      </span>
      <p className="notice__title">{title}</p>
      <p className="soft">{advice}</p>
      {reference && <p className="faint code">{reference}</p>}
      {props.onRetry && (
        <button type="button" className="button" onClick={props.onRetry}>
          Try again
        </button>
      )}
    </div>
  );
}

function explain(error: Error): { title: string; advice: string; reference?: string } {
  if (error instanceof ApiUnreachable) {
    return {
      title: error.message,
      advice: 'Check that the service is running and that you are online. This page keeps trying by itself.',
    };
  }
  if (!(error instanceof ApiProblem)) return { title: 'Something went wrong', advice: error.message };
  const reference = `${error.code}${error.requestId ? ` · request ${error.requestId}` : ''}`;
  return { title: error.message, advice: adviceFor(error), reference };
}

function adviceFor({ status, code }: ApiProblem): string {
  if (code === 'account-not-found') return 'Check the account in the list of accounts: ids are exact.';
  if (code === 'read-model-behind')
    return 'The read models are catching up. They usually need a few seconds.';
  if (status === 403) return 'The key you signed in with is not entitled to this. Sign in with an admin key.';
  if (status === 404) return 'This API does not offer it. Page and API may be of different versions.';
  if (status >= 500) return 'This page keeps trying by itself. If it lasts, report the reference below.';
  return 'Change the filters and try again.';
}
