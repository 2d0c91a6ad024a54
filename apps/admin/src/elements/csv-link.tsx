import type { ListSource } from '../api/queries';
import { apiUrl } from '../api/request';
import { Icon } from './icon';

/** The whole list, filters included, as a file: the browser fetches it under the same session. */
export function CsvLink({ source, name }: { source: ListSource<unknown>; name: string }) {
  return (
    <a
      className="button"
      href={apiUrl(source.path, { ...source.query, format: 'csv' })}
      download={`${name}.csv`}
    >
      <Icon name="download" />
      CSV
    </a>
  );
}
