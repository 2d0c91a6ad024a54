import { spawnSync } from 'node:child_process';

/** Of docker-compose.yml: the version whose behaviour is written down. */
export const EVENTSTOREDB_IMAGE = 'eventstore/eventstore:23.10.6-bookworm-slim';
const DOCKER_ANSWERS_MS = 5_000;
const PULL_MS = 180_000;

/** Where a real EventStoreDB can be had, or why there is none. */
export type EventStoreDbServer =
  | { readonly url: string; readonly where: string }
  | { readonly image: string; readonly where: string }
  | { readonly missing: string };

/**
 * The server of EVENT_STORE_URL, else one in a container where a Docker engine answers and has the image or
 * can get it. Synchronous, since tests are declared so.
 */
export function eventStoreDbServer(environment: NodeJS.ProcessEnv = process.env): EventStoreDbServer {
  const url = environment.EVENT_STORE_URL;
  if (url) return { url, where: `EVENT_STORE_URL, ${url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '')}` };
  const docker = (timeoutMs: number, ...args: readonly string[]): boolean =>
    spawnSync('docker', args, { timeout: timeoutMs, stdio: 'ignore' }).status === 0;
  const without = 'EVENT_STORE_URL names no server and';
  if (!docker(DOCKER_ANSWERS_MS, 'version')) return { missing: `${without} no Docker engine answers` };
  const image = EVENTSTOREDB_IMAGE;
  if (!docker(DOCKER_ANSWERS_MS, 'image', 'inspect', image) && !docker(PULL_MS, 'pull', '--quiet', image)) {
    return { missing: `${without} Docker has no image ${image} and could not get it` };
  }
  return { image, where: `in Docker, ${image}` };
}
