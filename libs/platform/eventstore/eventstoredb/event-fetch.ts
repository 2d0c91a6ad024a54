import { RecordedEvent } from '../port';
import { ABOUT_ONE_THING_MAX } from './command-index';
import { LogReads } from './log-reads';

export interface EventPlace {
  readonly stream: string;
  readonly revision: bigint;
}

/** Reads under way at once for one question. */
const READS_MAX = 8;

/** Reads single events by where they stand; neighbours in one read. */
export class EventFetch {
  constructor(private readonly reads: LogReads) {}

  /** In the order of the places. */
  async events(places: readonly EventPlace[]): Promise<readonly RecordedEvent[]> {
    if (places.length >= ABOUT_ONE_THING_MAX) throw new Error(`${places.length} events about one thing`);
    const runs = runsOf(places);
    const read = new Map<string, RecordedEvent>();
    for (let at = 0; at < runs.length; at += READS_MAX) {
      const together = runs.slice(at, at + READS_MAX).map(async ({ stream, revision, count }) => {
        for (const { recorded } of await this.reads.streamFrom(stream, revision, count)) {
          read.set(`${stream} ${recorded.revision}`, recorded);
        }
      });
      await Promise.all(together);
    }
    return places.map((place) => {
      const event = read.get(`${place.stream} ${place.revision}`);
      if (event) return event;
      throw new Error(`event ${place.revision} of ${place.stream} is in the command index, not in the log`);
    });
  }
}

function runsOf(places: readonly EventPlace[]): readonly (EventPlace & { count: number })[] {
  const runs: { stream: string; revision: bigint; count: number }[] = [];
  for (const { stream, revision } of places) {
    const last = runs.at(-1);
    if (last && last.stream === stream && last.revision + BigInt(last.count) === revision) last.count += 1;
    else runs.push({ stream, revision, count: 1 });
  }
  return runs;
}
