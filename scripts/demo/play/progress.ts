import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  advance(): void;
  stop(): void;
}

/** A bar where there is a terminal, a line every tenth where there is none. */
export function progress(total: number, output: NodeJS.WriteStream = process.stdout): Progress {
  return output.isTTY ? bar(total, output) : lines(total, output);
}

function bar(total: number, stream: NodeJS.WriteStream): Progress {
  const format =
    '  {bar} {percentage} %  {value} of {total} requests  {duration_formatted}, {eta_formatted} left';
  const shown = new SingleBar({ format, stream, hideCursor: true, fps: 8 }, Presets.shades_classic);
  shown.start(total, 0);
  return { advance: () => shown.increment(), stop: () => shown.stop() };
}

function lines(total: number, output: { write(text: string): unknown }): Progress {
  const startedAtMs = performance.now();
  let [done, tenthsTold] = [0, 0];
  return {
    advance: () => {
      done++;
      const tenths = Math.floor((done * 10) / total);
      if (tenths === tenthsTold) return;
      tenthsTold = tenths;
      const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
      output.write(`  ${tenths * 10} % (${done} of ${total} requests) after ${seconds} s\n`);
    },
    stop: () => undefined,
  };
}
