import { ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export type ChildKind = 'api' | 'projector' | 'reactor' | 'rebuild' | 'double';

const PROGRAMS: Readonly<Record<Exclude<ChildKind, 'rebuild'>, string>> = {
  api: 'apps/api/main.js',
  projector: 'apps/projector/main.js',
  reactor: 'apps/reactor/main.js',
  double: 'test/eventstoredb-double/main.js',
};

export interface ChildOptions {
  readonly kind: Exclude<ChildKind, 'rebuild'>;
  readonly name: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where what it says is kept, one file per child. */
  readonly folder: string;
  /** Told when the process ended by SIGKILL, whoever sent it. */
  readonly onKilled: () => void;
}

const RESTART_AFTER_MS = 50;
const STOP_TIMEOUT_MS = 20_000;
const ENDED_LOOKED_AT_MS = 20;

/**
 * A place for one process of the system: whenever its process ends, for whatever reason, the next one starts,
 * as a service manager would have it.
 */
export class Child {
  /** A fault works on it: others choose another. */
  busy = false;
  /** Ends that nobody's signal caused, by what they were: `code 1`. */
  readonly endedByItself = new Map<string, number>();
  lives = 0;
  private process: ChildProcess | undefined;
  private nextEnv: Readonly<Record<string, string>> = {};
  private stopping = false;
  private resting = false;

  constructor(private readonly options: ChildOptions) {}

  get kind(): ChildKind {
    return this.options.kind;
  }

  get name(): string {
    return this.options.name;
  }

  start(): void {
    if (this.stopping || this.resting) return;
    const { kind, name, args = [], env, folder, onKilled } = this.options;
    const log = openSync(join(folder, `${name}.log`), 'a');
    const child = spawn(process.execPath, [resolve('dist', PROGRAMS[kind]), ...args], {
      env: { ...process.env, ...env, ...this.nextEnv },
      stdio: ['ignore', log, log],
    });
    this.nextEnv = {};
    this.lives += 1;
    this.process = child;
    child.once('exit', (code, signal) => {
      if (this.process === child) this.process = undefined;
      if (signal === 'SIGKILL') onKilled();
      else if (!this.stopping) this.count(signal ?? `code ${code}`);
      if (!this.stopping) setTimeout(() => !this.process && this.start(), RESTART_AFTER_MS);
    });
  }

  /** Its next process, and that one only, gets these variables too. */
  armNextLife(env: Readonly<Record<string, string>>): void {
    this.nextEnv = env;
  }

  /** Does nothing between two lives. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.process?.kill(signal);
  }

  /** Stands still, and is not started anew, until woken. */
  rest(): void {
    this.resting = true;
    this.signal('SIGSTOP');
  }

  wake(): void {
    this.resting = false;
    if (this.process) this.signal('SIGCONT');
    else this.start();
  }

  /** Whether the life that was the n-th has ended within so many milliseconds. */
  async hasEnded(life: number, withinMs: number): Promise<boolean> {
    for (const end = performance.now() + withinMs; performance.now() < end; await pause(ENDED_LOOKED_AT_MS)) {
      if (this.lives > life || !this.process) return true;
    }
    return false;
  }

  /** Ends it in order, and for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { process: child } = this;
    if (!child) return;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGCONT');
    child.kill('SIGTERM');
    const killing = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(killing);
  }

  private count(how: string): void {
    this.endedByItself.set(how, (this.endedByItself.get(how) ?? 0) + 1);
  }
}
