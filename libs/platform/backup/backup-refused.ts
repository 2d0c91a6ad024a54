/** Nothing was written: the backup, or the place it is to go to, is not what it must be. Says what to do. */
export class BackupRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupRefused';
  }
}
