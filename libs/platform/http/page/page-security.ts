import type { FastifyHelmetOptions } from '@fastify/helmet';

const DIRECTIVES = {
  'default-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
};

/** The page: everything from here, nothing inline. */
export const PAGE_SECURITY = withDirectives(DIRECTIVES);

/** Swagger's page brings its styles inline; its scripts come as files. */
export const DOCS_SECURITY = withDirectives({ ...DIRECTIVES, 'style-src': ["'self'", "'unsafe-inline'"] });

function withDirectives(directives: Record<string, string[]>): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  };
}
