import { Fragment } from 'react';

/** A figure that breaks, where it must, after a comma or before its fraction: never inside a group. */
export function Breakable({ text }: { text: string }) {
  return (
    <>
      {text.split(/(?<=,)|(?=\.\d)|(?<=\.\d+)(?=\D)/).map((part, at) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {part.startsWith('.') ? <span className="fraction">{part}</span> : part}
        </Fragment>
      ))}
    </>
  );
}
