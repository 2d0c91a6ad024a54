export * from './describe-where';
