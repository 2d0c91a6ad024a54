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

/** How a route's body arrives where it is no JSON of ours. */
export interface BodyForm {
  /** The bytes as they were sent: something in them is signed. */
  readonly takesRawBody?: boolean;
  /** What a form of a page sends. */
  readonly takesForm?: boolean;
}

/** Opens a route to everybody, also without a key. */
export function Public(body: BodyForm = {}): MethodDecorator {
  return RouteConfig({ access: 'public' satisfies Access, ...body });
}

export function withAdmin(roles: readonly Role[]): readonly Role[] {
  return [...new Set<Role>([...roles, 'admin'])];
}
