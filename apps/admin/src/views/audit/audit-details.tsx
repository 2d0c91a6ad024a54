import type { AuditEntry } from '../../api/contract';
import { ExplainLink } from '../../elements/explain-link';
import { FactList, type Fact } from '../../elements/fact-list';
import { absoluteTime } from '../../figures/moments';

/** What was asked, without what is sealed, and where it came from. */
export function AuditDetails({ entry }: { entry: AuditEntry }) {
  const facts: readonly Fact[] = [
    ['At', absoluteTime(entry.at)],
    ['Calling system', entry.system],
    ['Address', entry.ip],
    ['Request', entry.requestId],
    ['Command id', entry.commandId],
    ['Position', entry.position],
  ];
  return (
    <div className="details">
      <pre className="code">{JSON.stringify(entry.input, null, 2)}</pre>
      <div>
        <FactList facts={facts} code />
        {entry.accountId && (
          <ExplainLink accountId={entry.accountId} about={['generation', entry.commandId]}>
            Explain this command
          </ExplainLink>
        )}
      </div>
    </div>
  );
}
