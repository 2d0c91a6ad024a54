import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How a run of the operator's tool ended. */
export interface ToolEnd {
  readonly code: number | null;
  readonly killed: boolean;
  readonly said: string;
}

/** `npm run cli`, as a process of its own; what it says is kept with what the others say. */
export function runTool(options: {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly onKilled: () => void;
}): Promise<ToolEnd> {
  const { args, env, folder, onKilled } = options;
  const child = spawn(process.execPath, [resolve('dist', 'apps', 'cli', 'main.js'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  return new Promise((told, failed) => {
    child.once('error', failed);
    child.once('close', (code, signal) => {
      const killed = signal === 'SIGKILL';
      if (killed) onKilled();
      appendFileSync(join(folder, 'tool.log'), `${args.join(' ')}: ${signal ?? `code ${code}`}\n${said}\n`);
      told({ code, killed, said });
    });
  });
}
