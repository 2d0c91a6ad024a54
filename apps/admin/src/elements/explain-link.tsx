import type { ReactNode } from 'react';
import { hrefTo } from '../app/routes';

/** What can be explained: a generation or command by its id, a limit by its name, the credits. */
export type ExplainAbout =
  readonly ['generation', id: string] | readonly ['limit', name: string] | readonly ['credits'];

interface ExplainLinkProps {
  readonly accountId: string;
  readonly about: ExplainAbout;
  readonly member?: string | null | undefined;
  readonly className?: string;
  readonly label?: string;
  readonly children: ReactNode;
}

export function ExplainLink({ accountId, about, member, className, label, children }: ExplainLinkProps) {
  const href = hrefTo(['accounts', accountId, 'explain', ...about], { member: member ?? undefined });
  return (
    <a className={className} href={href} aria-label={label}>
      {children}
    </a>
  );
}
