export * from './chromium-path';
export * from './describe-where';
