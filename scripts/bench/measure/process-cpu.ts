import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever the kernel's own tick. */
const MICROS_PER_TICK = 10_000;

export interface ProcessTimes {
  readonly pid: number;
  readonly parentPid: number;
  /** User and system time of the process itself. */
  readonly ownMicros: number;
  /** The same of its children that have ended. */
  readonly endedChildrenMicros: number;
}

/** Reads `/proc/<pid>/stat`: the name in parentheses may hold spaces and parentheses itself. */
export function parseStat(stat: string): ProcessTimes {
  const pid = Number(stat.slice(0, stat.indexOf(' ')));
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user, system, endedUser, endedSystem] = fields.slice(11, 15) as [number, number, number, number];
  return {
    pid,
    parentPid: fields[1]!,
    ownMicros: (user + system) * MICROS_PER_TICK,
    endedChildrenMicros: (endedUser + endedSystem) * MICROS_PER_TICK,
  };
}

/** Processor time a process has used so far, threads included; 0 once it is gone. */
export function cpuMicrosOf(pid: number): number {
  return timesOf(pid)?.ownMicros ?? 0;
}

/** The same of a PostgreSQL server: the postmaster, its workers, and its workers that have ended. */
export function cpuMicrosOfFamily(pid: number): number {
  const postmaster = timesOf(pid);
  if (!postmaster) return 0;
  let micros = postmaster.ownMicros + postmaster.endedChildrenMicros;
  for (const entry of readdirSync('/proc')) {
    const times = /^\d+$/.test(entry) ? timesOf(Number(entry)) : undefined;
    if (times?.parentPid === pid) micros += times.ownMicros;
  }
  return micros;
}

function timesOf(pid: number): ProcessTimes | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}
