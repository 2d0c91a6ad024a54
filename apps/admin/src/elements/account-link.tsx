import { hrefTo } from '../app/routes';

export function AccountLink({ accountId }: { accountId: string }) {
  return (
    <a className="code" href={hrefTo(['accounts', accountId])}>
      {accountId}
    </a>
  );
}
