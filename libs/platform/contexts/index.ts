export type { ContextDescription, RunningContext } from './context';
export { contextModule } from './context.module';
