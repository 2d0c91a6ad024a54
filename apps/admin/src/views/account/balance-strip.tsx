import type { AccountRow } from '../../api/contract';
import { Breakable } from '../../elements/breakable';
import { formatCredits, parseMicros } from '../../figures/credits';
import { formatCount } from '../../figures/limit-bar';

/** The figures that answer "how much is left, and where did the rest go". */
export function BalanceStrip({ account }: { account: AccountRow | undefined }) {
  return (
    <dl className="cards cards--small" aria-busy={!account}>
      <Figure name="Available" value={account?.available} strong />
      <Figure name="Held" value={account?.held} note={account && openNote(account)} />
      <Figure name="Balance" value={account?.balance} note={account && pendingNote(account)} />
      <Figure name="Spent" value={account?.spent} note={account && generationsNote(account)} />
      <Figure name="Expired" value={account?.expired} note={account && voidedNote(account)} />
      <Figure name="Earned in all" value={account?.lifetimeEarned} note={account && purchasedNote(account)} />
    </dl>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly note?: string | undefined;
  readonly strong?: boolean;
}

function Figure({ name, value, note, strong = false }: FigureProps) {
  return (
    <div className="card">
      <dt className="card__name">{name}</dt>
      <dd className={strong ? 'card__value card__value--accent' : 'card__value'}>
        {value === undefined ? (
          <span className="skeleton__line skeleton__line--figure" />
        ) : (
          <span title={value}>
            <Breakable text={formatCredits(value)} />
          </span>
        )}
      </dd>
      <dd className="card__note">{note ?? '\u00a0'}</dd>
    </div>
  );
}

function openNote({ openGenerations }: AccountRow): string {
  return openGenerations === 1 ? 'by 1 generation' : `by ${formatCount(openGenerations)} generations`;
}

function pendingNote({ pending, overdrawn, refillDue }: AccountRow): string {
  const later = isAny(pending) ? ` + ${formatCredits(pending)} pending` : '';
  const owed = isAny(overdrawn) ? ` · ${formatCredits(overdrawn)} overdrawn` : '';
  const due = isAny(refillDue) ? ` · refill of ${formatCredits(refillDue)} due` : '';
  return `available + held${later}${owed}${due}`;
}

function generationsNote({ generationsTotal, refusedTotal = 0, shortfall }: AccountRow): string {
  const parts = [
    `on ${formatCount(generationsTotal)} ${generationsTotal === 1 ? 'generation' : 'generations'}`,
  ];
  if (refusedTotal > 0) parts.push(`${formatCount(refusedTotal)} refused`);
  if (isAny(shortfall)) parts.push(`${formatCredits(shortfall)} not covered`);
  return parts.join(' · ');
}

function voidedNote({ voided, owed }: AccountRow): string | undefined {
  const parts = [
    ...(isAny(voided) ? [`and ${formatCredits(voided)} taken back`] : []),
    ...(isAny(owed) ? [`${formatCredits(owed)} owed for refunds`] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function purchasedNote({ purchased }: AccountRow): string {
  return `${formatCredits(purchased)} purchased`;
}

function isAny(credits: string | undefined): boolean {
  return (parseMicros(credits) ?? 0n) > 0n;
}
