import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  /** Moves to so much of the total; the total may have grown meanwhile. */
  at(done: number, total?: number): void;
  stop(): void;
}

/** Where to write; `isTTY` tells a terminal. */
export type Output = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean };

const SILENT: Progress = { at: () => undefined, stop: () => undefined };

/** A bar on a terminal; a file or a pipe gets none, so that what is redirected stays readable. */
export function progressOn(stream: Output, total: number, unit: string): Progress {
  if (!stream.isTTY) return SILENT;
  const format = `  {bar} {percentage} %  {value} of {total} ${unit}  {duration_formatted}`;
  const terminal = stream as NodeJS.WriteStream;
  const bar = new SingleBar(
    { format, stream: terminal, hideCursor: true, fps: 8, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    at: (done, grown) => {
      if (grown !== undefined) bar.setTotal(grown);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
