import { RouteConfig } from '@nestjs/platform-fastify';
import type { Role } from '@ledgerline/platform/config';
import type { Access } from './principal';

/**
 * Opens a route to these roles, and to `admin` in any case: `@Roles([])` is for admins alone.
 * @param bodyBytesMax where a body may be larger than elsewhere
 */
export function Roles(roles: readonly Role[], bodyBytesMax?: number): MethodDecorator {
  return RouteConfig({ access: withAdmin(roles), ...(bodyBytesMax !== undefined && { bodyBytesMax }) });
}

/** Opens a route to everybody, also without a key. */
export function Public(): MethodDecorator {
  return RouteConfig({ access: 'public' satisfies Access });
}

export function withAdmin(roles: readonly Role[]): readonly Role[] {
  return [...new Set<Role>([...roles, 'admin'])];
}
