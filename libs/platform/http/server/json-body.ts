import type { FastifyInstance } from 'fastify';
import { Problem } from '../problems/problem';

/**
 * JSON is the only body there is. The parser's own message is not passed on: since Node 20 it quotes the
 * body, and a prompt would end up in an answer and a log. No body at all is no mistake here: the fields that
 * are missing are then named one by one.
 */
export function readJsonBodies(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (request.routeOptions.config.takesRawBody) return done(null, bytes);
    const text = bytes.toString('utf8');
    if (text === '') return done(null, undefined);
    try {
      done(null, JSON.parse(text));
    } catch {
      done(new Problem('malformed-json'));
    }
  });
  instance.addContentTypeParser(FORM, { parseAs: 'string' }, (request, text, done) => {
    if (!request.routeOptions.config.takesForm) return done(new Problem('unsupported-media-type'));
    done(null, Object.fromEntries(new URLSearchParams(text as string)));
  });
}

const FORM = 'application/x-www-form-urlencoded';
