import type { LedgerTotals } from '../../api/contract';
import { Badge } from '../../elements/badge';
import { Breakable } from '../../elements/breakable';
import { Panel } from '../../elements/panel';
import { Skeleton } from '../../elements/skeleton';
import { formatCredits, sharePercent } from '../../figures/credits';
import { proveTotals, type Proof } from '../../figures/proof';
import { humanWords } from '../../figures/words';

/** The identity that every credit ever granted must satisfy, with the figures of this moment. */
export function ProofLine({ totals }: { totals: LedgerTotals | undefined }) {
  const proof = totals && proveTotals(totals);
  return (
    <Panel
      title="Every credit accounted for"
      note="Granted equals what is available, held, spent and expired, to the millionth."
      actions={proof && <Verdict proof={proof} />}
    >
      {proof ? <Equation proof={proof} /> : <Skeleton lines={2} />}
    </Panel>
  );
}

function Verdict({ proof }: { proof: Proof }) {
  if (proof.differenceMicros === undefined) return <Badge tone="warn">Cannot be checked</Badge>;
  if (proof.differenceMicros === 0n) return <Badge tone="good">Balanced</Badge>;
  const sign = proof.differenceMicros < 0n ? '−' : '+';
  const digits = proof.differenceMicros.toString().replace('-', '').padStart(7, '0');
  return <Badge tone="bad">{`Off by ${sign}${digits.slice(0, -6)}.${digits.slice(-6)}`}</Badge>;
}

function Equation({ proof }: { proof: Proof }) {
  return (
    <>
      <dl className="equation" data-proof={proof.differenceMicros === 0n ? 'balanced' : 'off'}>
        <Term name="Granted" credits={proof.granted} />
        {proof.overdrawn && (
          <div className="equation__part">
            <div className="equation__sign" aria-hidden="true">
              +
            </div>
            <Term name="Overdrawn" credits={proof.overdrawn} />
          </div>
        )}
        {proof.terms.map(({ name, credits }, index) => (
          <div className="equation__part" key={name}>
            <div className="equation__sign" aria-hidden="true">
              {index === 0 ? '=' : '+'}
            </div>
            <Term name={humanWords(name)} credits={credits} swatch={name} />
          </div>
        ))}
      </dl>
      {proof.owed && (
        <p className="equation__beside" title={proof.owed}>
          Owed beside it: <span className="strong">{formatCredits(proof.owed)}</span> credits, spent before
          their purchase was refunded.
        </p>
      )}
      <div className="share-bar" aria-hidden="true">
        {proof.terms
          .filter(({ micros }) => micros > 0n)
          .map(({ name, micros }) => (
            <span
              key={name}
              className={`share-bar__part share--${name}`}
              style={{ width: `${sharePercent(micros, proof.grantedMicros)}%` }}
            />
          ))}
      </div>
    </>
  );
}

function Term({ name, credits, swatch }: { name: string; credits: string; swatch?: string }) {
  return (
    <div className="equation__term">
      <dt>
        {swatch && <span className={`swatch share--${swatch}`} aria-hidden="true" />}
        {name}
      </dt>
      <dd title={credits}>
        <Breakable text={formatCredits(credits)} />
      </dd>
    </div>
  );
}
