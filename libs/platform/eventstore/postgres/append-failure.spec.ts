import { DatabaseError } from 'pg';
import { classifyFailure } from './append-failure';

function serverError(code: string, severity = 'ERROR'): DatabaseError {
  return Object.assign(new DatabaseError('said the server', 0, 'error'), { code, severity });
}

describe('what a failed append statement means', () => {
  it.each(['40001', '40P01', '55P03', '57014', '23505'])(
    'tries again after %s: rolled back, and it passes',
    (code) => {
      expect(classifyFailure(serverError(code))).toBe('again');
    },
  );

  it.each(['22P02', '23514', '54000', 'P0001'])('refuses the content after %s', (code) => {
    expect(classifyFailure(serverError(code))).toBe('refused');
  });

  it.each(['53100', '42501', '25006'])('is not executed after %s', (code) => {
    expect(classifyFailure(serverError(code))).toBe('not-executed');
  });

  it('is unknown when the server goes away: a FATAL may arrive after the commit', () => {
    expect(classifyFailure(serverError('57P01', 'FATAL'))).toBe('unknown');
  });

  it('is unknown when the connection is lost, or no answer comes in time', () => {
    expect(classifyFailure(new Error('Connection terminated unexpectedly'))).toBe('unknown');
    expect(classifyFailure(new Error('Query read timeout'))).toBe('unknown');
  });
});
