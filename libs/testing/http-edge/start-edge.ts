import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { Module, Type } from '@nestjs/common';
import { request } from 'undici';
import { ApiKey, mintApiKey, Role, ROLES, tokenDigest } from '@ledgerline/platform/config';
import {
  createHttpApp,
  EDGE_PROBLEMS,
  HttpApp,
  HttpAppOptions,
  ProblemDefinition,
  problemRegistry,
} from '@ledgerline/platform/http';
import { createLogger, createMetrics } from '@ledgerline/platform/telemetry';

/** The HTTP edge on a real port, in front of controllers of the test's own. */
export interface Edge {
  readonly app: HttpApp;
  readonly url: string;
  readonly port: number;
  /** A valid bearer token of each role. */
  readonly tokens: Readonly<Record<Role, string>>;
  /** What was logged so far. */
  readonly logged: () => string;
  call(path: string, options?: EdgeCall): Promise<EdgeAnswer>;
}

export interface EdgeCall {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Role whose token is sent. */
  readonly as?: Role;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly text?: string;
}

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // Tests look into bodies of every shape.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

export interface EdgeOptions extends Partial<HttpAppOptions> {
  readonly controllers?: readonly Type[];
  readonly refusals?: readonly ProblemDefinition[];
}

/** Starts one; the test stops it with `edge.app.stop()`. */
export async function startEdge(options: EdgeOptions = {}): Promise<Edge> {
  const { app, tokens, logged } = await createEdge(options);
  const { url, port } = await app.listen();
  return { app, url, port, tokens, logged, call: (path, given = {}) => send(url + path, given, tokens) };
}

/** The same without listening, for what must already fail at boot. */
export async function createEdge({ controllers = [], refusals = [], ...options }: EdgeOptions) {
  class PlantedModule {}
  Module({ controllers: [...controllers] })(PlantedModule);
  const keys = ROLES.map((role) => ({ role, ...mintApiKey({ name: `the-${role}`, role }) }));
  const apiKeys: ApiKey[] = keys.map(({ role, token }) => ({
    name: `the-${role}`,
    role,
    sha256: tokenDigest(token),
  }));
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = await createHttpApp(PlantedModule, {
    config: { host: '127.0.0.1', port: 0 },
    apiKeys,
    sessionSecret: randomBytes(32),
    problems: problemRegistry(EDGE_PROBLEMS, refusals),
    metrics: createMetrics({ ofProcess: false }),
    logger: createLogger({ level: 'info', service: 'edge', destination }),
    checks: [],
    version: '0.0.0',
    ...options,
  });
  const tokens = Object.fromEntries(keys.map(({ role, token }) => [role, token])) as Record<Role, string>;
  return { app, tokens, logged: () => lines.join('') };
}

async function send(url: string, given: EdgeCall, tokens: Edge['tokens']): Promise<EdgeAnswer> {
  const {
    method = given.json === undefined && given.text === undefined ? 'GET' : 'POST',
    as,
    json,
    text,
  } = given;
  const headers = {
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...(as && { authorization: `Bearer ${tokens[as]}` }),
    ...given.headers,
  };
  const body = json === undefined ? (text ?? null) : JSON.stringify(json);
  const answer = await request(url, { method, headers, body });
  const answered = await answer.body.text();
  const isJson = String(answer.headers['content-type']).includes('json') && answered !== '';
  return {
    status: answer.statusCode,
    headers: answer.headers as Record<string, string>,
    text: answered,
    body: isJson ? JSON.parse(answered) : undefined,
  };
}
