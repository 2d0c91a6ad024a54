import type { FastifyInstance, RouteOptions } from 'fastify';

/** Routes of plugins, which cannot declare their access themselves: reading only, and nothing of ours. */
const DOCUMENTATION = /^\/(docs(\/.*)?|openapi\.json)$/;

/** Watches every route as it is registered. Call before the first one. */
export function declaredRoutes(instance: FastifyInstance): { assertAllDeclared(): void } {
  const undeclared: string[] = [];
  instance.addHook('onRoute', (route) => {
    const { bodyBytesMax } = route.config ?? {};
    if (bodyBytesMax !== undefined) route.bodyLimit = bodyBytesMax;
    if (isDocumentation(route)) route.config = { ...route.config, access: 'public' };
    if (!route.config?.access) undeclared.push(`${String(route.method)} ${route.url}`);
  });
  return {
    assertAllDeclared: () => {
      if (undeclared.length === 0) return;
      throw new Error(
        `routes without @Roles(…) or @Public(): ${undeclared.join(', ')}. Who may use a route is never left open.`,
      );
    },
  };
}

function isDocumentation({ method, url }: RouteOptions): boolean {
  return DOCUMENTATION.test(url) && [method].flat().every((name) => name === 'GET' || name === 'HEAD');
}
