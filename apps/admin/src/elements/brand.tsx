import { hrefTo } from '../app/routes';

export function Brand() {
  return (
    <a className="brand" href={hrefTo([])}>
      <svg className="brand__mark" viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" />
        <path d="M9 8v16h14" strokeWidth="3" />
        <path d="M14 11h9M14 16h6" strokeWidth="2.5" opacity="0.7" />
      </svg>
      Ledgerline
    </a>
  );
}
