import type { FieldError } from '../../api/problem';
import { hrefTo } from '../../app/routes';
import { Panel } from '../../elements/panel';

const IN_FORM = /^(limits|actions|tiers)\[(\d+)\]/;

/** Everything that is wrong with the draft, each leading to where it can be mended. */
export function ErrorList({ errors }: { errors: readonly FieldError[] }) {
  return (
    <Panel title="To mend before it can be published">
      <ul className="error-list">
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            <a className="code" href={placeOf(field)}>
              {field || 'the document'}
            </a>{' '}
            {message}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function placeOf(field: string): string {
  const [, section, index] = IN_FORM.exec(field) ?? [];
  return section && index ? hrefTo(['catalog', section, index]) : hrefTo(['catalog', 'json']);
}
