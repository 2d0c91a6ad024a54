import type { ReactNode } from 'react';

interface CardProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly title?: string | undefined;
  readonly href?: string;
  readonly tone?: 'warn' | undefined;
  readonly children?: ReactNode;
}

/** One figure, what it is called, and a word about it. */
export function Card({ name, value, title, href, tone, children }: CardProps) {
  return (
    <div className={tone ? `card card--${tone}` : 'card'}>
      <dt className="card__name">{href ? <a href={href}>{name}</a> : name}</dt>
      <dd className="card__value" title={title}>
        {value ?? <span className="skeleton__line skeleton__line--figure" />}
      </dd>
      <dd className="card__note">{value === undefined ? '\u00a0' : children}</dd>
    </div>
  );
}
