export { beginEventStoreDbEpoch } from './begin-event-store-db-epoch';
export { BackupRefused } from './backup-refused';
export { type BackupManifest, readManifest } from './manifest';
export { beginEpoch, restoreBackup, type RestoreOptions, type RestoreReport } from './restore-backup';
export { takeBackup, type BackupOptions, type BackupReport } from './take-backup';
