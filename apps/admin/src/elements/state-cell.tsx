import { humanWords } from '../figures/words';
import { Badge, type Tone } from './badge';

interface StateCellProps {
  readonly state: string;
  readonly tone: Tone;
  /** What a person has to look at beside it. */
  readonly warnings?: readonly string[];
  /** Why it is so, in words of whoever said it. */
  readonly note?: string | null;
}

/** What has become of it, what is wrong with it, and why. */
export function StateCell({ state, tone, warnings = [], note = null }: StateCellProps) {
  return (
    <>
      <span className="badges">
        <Badge tone={tone}>{humanWords(state)}</Badge>
        {warnings.map((why) => (
          <Badge key={why} tone="warn">
            {humanWords(why)}
          </Badge>
        ))}
      </span>
      {note !== null && <span className="cell-note">{note}</span>}
    </>
  );
}
