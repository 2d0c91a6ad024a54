import type { ReactNode } from 'react';
import { Panel } from '../../elements/panel';
import { Sentence } from '../../elements/sentence';

interface ToldProps {
  readonly says: readonly string[];
  readonly head?: ReactNode;
}

/** The explanation in plain words: its first sentence is the answer, the others tell why. */
export function Told({ says, head }: ToldProps) {
  const [answer, ...reasons] = says;
  return (
    <Panel title="In plain words" titleHidden>
      <div className="told">
        {head}
        <p className="told__answer">
          <Sentence text={answer ?? ''} />
        </p>
        {reasons.length > 0 && (
          <ul className="told__reasons">
            {reasons.map((sentence, index) => (
              <li key={index}>
                <Sentence text={sentence} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

/** What would have to be otherwise; nothing where nothing would. */
export function WouldChange({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Panel title="What would change it">
      <ul className="told__reasons">
        {sentences.map((sentence, index) => (
          <li key={index}>
            <Sentence text={sentence} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
