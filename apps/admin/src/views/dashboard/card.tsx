import type { ReactNode } from 'react';
import { Breakable } from '../../elements/breakable';

interface CardProps {
  readonly name: string;
  /** Several stand below each other. */
  readonly value: string | readonly string[] | undefined;
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
      <dd
        className={typeof value === 'object' ? 'card__value card__value--many' : 'card__value'}
        title={title}
      >
        <CardValue value={value} />
      </dd>
      <dd className="card__note">{value === undefined ? '\u00a0' : children}</dd>
    </div>
  );
}

function CardValue({ value }: Pick<CardProps, 'value'>) {
  if (value === undefined) return <span className="skeleton__line skeleton__line--figure" />;
  if (typeof value === 'string') return <Breakable text={value} />;
  return value.map((each) => (
    <span key={each}>
      <Breakable text={each} />
    </span>
  ));
}
