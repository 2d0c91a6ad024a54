import { useQuery } from '@tanstack/react-query';
import { versionDiffQuery, versionQuery } from '../../../api/catalog-queries';
import { replaceQuery } from '../../../app/use-route';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Skeleton } from '../../../elements/skeleton';
import { ChangeList } from '../changes/change-list';

interface Versions {
  readonly from: number;
  readonly to: number;
}

/** Two versions compared, in plain words; which ones stands in the address. */
export function Comparison({ from, to, newest }: Versions & { newest: number }) {
  return (
    <Panel
      title={`From version ${from} to version ${to}`}
      actions={
        <>
          <VersionChoice name="from" label="From" value={from} newest={newest} />
          <VersionChoice name="to" label="To" value={to} newest={newest} />
        </>
      }
    >
      <VersionChanges from={from} to={to} />
    </Panel>
  );
}

export function VersionChanges({ from, to }: Versions) {
  const before = useQuery(versionQuery(from));
  const after = useQuery(versionQuery(to));
  const diff = useQuery(versionDiffQuery(from, to));
  const error = before.error ?? after.error ?? diff.error;
  if (error) return <Notice kind="error" error={error} />;
  if (!before.data || !after.data || !diff.data) return <Skeleton lines={4} label="Comparing" />;
  const documents = { before: before.data.document, after: after.data.document };
  return <ChangeList changes={diff.data.changes} documents={documents} />;
}

function VersionChoice(props: { name: 'from' | 'to'; label: string; value: number; newest: number }) {
  const { name, label, value, newest } = props;
  return (
    <label className="field field--inline">
      <span className="field__label">{label}</span>
      <select
        className="input"
        value={value}
        onChange={(event) => replaceQuery({ [name]: event.target.value })}
      >
        {Array.from({ length: newest }, (_, index) => (
          <option key={index} value={newest - index}>
            {`Version ${newest - index}`}
          </option>
        ))}
      </select>
    </label>
  );
}
