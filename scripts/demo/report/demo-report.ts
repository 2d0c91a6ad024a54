import { formatCredits } from '@ledgerline/kernel';
import { Foreseen } from '../calibration/simulate';
import { Latencies } from '../play/latencies';
import { PlayResult } from '../play/play-result';
import { BrokenLine } from '../trace/trace-request';
import { Books, differencesBetween, imbalanceOf } from './books';

export interface DemoReport {
  readonly played: PlayResult;
  readonly foreseen: Foreseen;
  readonly broken: readonly BrokenLine[];
  readonly caughtUpMs: number;
  /** What was seen to happen with money, a sentence each. */
  readonly money: readonly string[];
  readonly log: Books;
  readonly logProblems: readonly string[];
  readonly logEvents: number;
  readonly readModels: Books;
  readonly dashboard: Books;
  /** Holds of this run that are still open. */
  readonly ownOpenHolds: number;
  readonly spread: string;
}

const BROKEN_LINES_SHOWN = 10;
const PROBLEMS_SHOWN = 10;
/** Where credits may be. */
const PLACES = ['available', 'held', 'spent', 'expired', 'voided'] as const;

/** Everything that does not balance, a sentence each; empty when the run is as it should be. */
export function problemsOf(report: DemoReport): string[] {
  const { log, readModels, dashboard, played, ownOpenHolds } = report;
  const resolved = played.completed + played.failed;
  const refused = [...played.refused.values()].reduce((sum, count) => sum + count, 0);
  return [
    ...report.logProblems,
    ...(imbalanceOf(log) === 0n ? [] : [`the log is out of balance by ${formatCredits(imbalanceOf(log))}`]),
    ...(imbalanceOf(readModels) === 0n
      ? []
      : [`the read models are out of balance by ${formatCredits(imbalanceOf(readModels))}`]),
    ...differencesBetween(log, readModels),
    ...differencesBetween(log, dashboard).map((difference) => `the dashboard disagrees on ${difference}`),
    ...(ownOpenHolds === 0 ? [] : [`${ownOpenHolds} holds of this run are still open`]),
    ...(resolved === played.accepted ? [] : [`${played.accepted} accepted but ${resolved} resolved`]),
    ...(played.accepted + refused === played.requests
      ? []
      : [`${played.requests} requests but ${played.accepted} accepted and ${refused} refused`]),
  ];
}

/** The report as people read it. */
export function reportText(report: DemoReport): string {
  const problems = problemsOf(report);
  const verdict =
    problems.length === 0
      ? ['  Everything balances.']
      : [
          '  DOES NOT BALANCE:',
          ...problems.slice(0, PROBLEMS_SHOWN).map((problem) => `    - ${problem}`),
          ...(problems.length > PROBLEMS_SHOWN ? [`    … and ${problems.length - PROBLEMS_SHOWN} more`] : []),
        ];
  const money = report.money.map((seen) => `  ${seen}`);
  const parts = [requestLines(report), speedLines(report), money, bookLines(report), verdict];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function requestLines({ played, foreseen, broken, spread }: DemoReport): string[] {
  const share = (count: number) => `${((100 * count) / Math.max(1, played.requests)).toFixed(1)} %`;
  const refused = [...played.refused].sort(([, a], [, b]) => b - a);
  const refusedAll = refused.reduce((sum, [, count]) => sum + count, 0);
  const shown = broken.slice(0, BROKEN_LINES_SHOWN);
  return [
    row('requests', whole(played.requests), `on ${whole(played.accounts)} accounts, ${spread}`),
    row(
      'accepted',
      whole(played.accepted),
      `${share(played.accepted)}; ${whole(played.completed)} completed, ${whole(played.failed)} failed`,
    ),
    row('refused', whole(refusedAll), share(refusedAll)),
    ...refused.map(([reason, count]) => row(`  ${reason}`, whole(count), share(count))),
    row(
      'foreseen',
      whole(foreseen.accepted),
      'accepted, by a simulation that shares no code with the ledger',
    ),
    row('broken lines', whole(broken.length), broken.length > 0 ? 'skipped' : ''),
    ...shown.map(({ line, problem }) => `    line ${line} ${problem}`),
    ...(broken.length > shown.length ? [`    … and ${broken.length - shown.length} more`] : []),
  ];
}

function speedLines({ played, caughtUpMs }: DemoReport): string[] {
  const seconds = played.tookMs / 1000;
  const latency = (of: Latencies) => `p50 ${ms(of.percentile(0.5))}, p99 ${ms(of.percentile(0.99))}`;
  const retried = played.retries > 0 ? `, ${whole(played.retries)} retries with the same key` : '';
  return [
    row('commands', whole(played.commands), `in ${seconds.toFixed(1)} s${retried}`),
    row('commands/s', whole(Math.round(played.commands / seconds)), 'over HTTP, one by one'),
    row('reserve', '', latency(played.reserving)),
    row('complete or fail', '', latency(played.resolving)),
    row('read models', '', `caught up ${ms(caughtUpMs)} after the last answer`),
  ];
}

function bookLines({ log, readModels, logEvents, ownOpenHolds }: DemoReport): string[] {
  const line = (name: string, books: Books) => {
    const parts = PLACES.map((place) => formatCredits(books[place])).join(' + ');
    const owed = books.overdrawn === 0n ? '' : ` + overdrawn ${formatCredits(books.overdrawn)}`;
    return [
      `  ${name.padEnd(16)} granted ${formatCredits(books.granted)}${owed}`,
      `  ${''.padEnd(16)}       = ${parts}  (${PLACES.join(' + ')})`,
    ];
  };
  const others = log.openHolds - ownOpenHolds;
  const left = others > 0 ? `; ${others} more of an interrupted run, released at their deadline` : '';
  return [
    ...line('from the log', log),
    ...line('from read models', readModels),
    row('open holds', whole(ownOpenHolds), left.replace(/^; /, '')),
    row('log', whole(logEvents), `events, ${whole(log.accounts)} accounts of all runs`),
  ];
}

function row(name: string, figure: string, note: string): string {
  return `  ${name.padEnd(32)}${figure.padStart(8)}  ${note}`.trimEnd();
}

function whole(count: number): string {
  return count.toLocaleString('en-US');
}

function ms(value: number): string {
  return value < 10 ? `${value.toFixed(1)} ms` : `${Math.round(value)} ms`;
}
