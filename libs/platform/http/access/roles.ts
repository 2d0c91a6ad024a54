import { RouteConfig } from '@nestjs/platform-fastify';
import type { Role } from '@ledgerline/platform/config';
import type { Access } from './principal';

/** Opens a route to these roles, and to `admin` in any case: `@Roles()` alone is for admins. */
export function Roles(...roles: readonly Role[]): MethodDecorator {
  return RouteConfig({ access: withAdmin(roles) });
}

/** Opens a route to everybody, also without a key. */
export function Public(): MethodDecorator {
  return RouteConfig({ access: 'public' satisfies Access });
}

export function withAdmin(roles: readonly Role[]): readonly Role[] {
  return [...new Set<Role>([...roles, 'admin'])];
}
