import { closeSync, fdatasyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DoubleLog, ProposedEvent } from './double-log';

/** One append as a line. */
interface Line {
  readonly stream: string;
  readonly events: readonly (Omit<ProposedEvent, 'data' | 'metadata'> & { data: string; metadata: string })[];
}

/**
 * A file that outlives the process: an append is in it before it is answered, so that a double that is killed
 * comes back with all that it acknowledged, and perhaps with more.
 */
export class DoubleJournal {
  private readonly file: number;

  constructor(private readonly path: string) {
    this.file = openSync(path, 'a');
  }

  /** Fills a log with what the file holds; a last line that was cut off was never acknowledged. */
  restore(log: DoubleLog): void {
    for (const text of readFileSync(this.path, 'utf8').split('\n').slice(0, -1)) {
      const { stream, events } = JSON.parse(text) as Line;
      log.append(
        stream,
        log.head(stream),
        events.map((event) => ({ ...event, data: bytes(event.data), metadata: bytes(event.metadata) })),
      );
    }
  }

  write(stream: string, events: readonly ProposedEvent[]): void {
    const line: Line = {
      stream,
      events: events.map((event) => ({ ...event, data: text(event.data), metadata: text(event.metadata) })),
    };
    writeSync(this.file, `${JSON.stringify(line)}\n`);
    fdatasyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

function text(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function bytes(content: string): Uint8Array {
  return Buffer.from(content, 'base64');
}
