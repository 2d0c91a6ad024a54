/** Keys of the stand-in only; a real system is configured with hashes of its own. */
export const ADMIN_KEY = 'stand-in-admin-key-0000000000';
export const FINANCE_KEY = 'stand-in-finance-key-00000000';
export const SERVICE_KEY = 'stand-in-service-key-00000000';
