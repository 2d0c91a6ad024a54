import { resolve } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { PageFiles, pageFiles } from './page-files';
import { DOCS_SECURITY, PAGE_SECURITY } from './page-security';

/** Paths that are never a view of the page: a mistyped route of the API is told so, in JSON. */
const NOT_THE_PAGE = /^\/(v1|health|metrics|docs|webhooks|sandbox|openapi\.json)(\/|$)/;
/** Built files carry a hash of their content in their name, so a name never changes what it means. */
const HASHED = /^assets\//;
const YEAR_SECONDS = 31_536_000;

const NOT_BUILT = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Ledgerline</title></head>
  <body>
    <h1>The page is not built</h1>
    <p>This server found no built page. Run <code>npm run build</code> and start it again.</p>
    <p>The API works: see <a href="/docs">/docs</a>.</p>
  </body>
</html>
`;

/**
 * Serves the built page at `/`, every view of it by the same index.html, and security headers for pages. Call
 * it before the first route is registered.
 */
export async function servePage(instance: FastifyInstance, folder: string | undefined): Promise<void> {
  instance.addHook('onRoute', (route) => {
    if (route.url === '/docs' || route.url.startsWith('/docs/')) route.helmet = DOCS_SECURITY;
    if (route.helmet) route.config = { ...route.config, isPage: true };
  });
  await instance.register(helmet, { global: false });
  const root = folder ? resolve(folder) : __dirname;
  await instance.register(fastifyStatic, { root, serve: false });
  const files = pageFiles(folder);
  instance.get('/*', { config: { access: 'public' }, helmet: PAGE_SECURITY }, (request, reply) =>
    answer(files, request, reply),
  );
}

function answer(files: PageFiles, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.replace(/[?#].*$/s, '').slice(1);
  if (NOT_THE_PAGE.test(`/${path}`)) throw new Problem('not-found');
  if (files.has(path) && path !== 'index.html') return sendFile(reply, path, HASHED.test(path));
  // A missing file must not come back as HTML with a 200: the browser would run it as a script.
  if (/\.[a-z0-9]+$/i.test(path) && path !== 'index.html') throw new Problem('not-found');
  if (files.isBuilt) return sendFile(reply, 'index.html', false);
  return reply.status(404).type('text/html; charset=utf-8').send(NOT_BUILT);
}

function sendFile(reply: FastifyReply, path: string, isHashed: boolean): FastifyReply {
  const caching = isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
  return reply.header('cache-control', caching).sendFile(path, { cacheControl: false });
}
