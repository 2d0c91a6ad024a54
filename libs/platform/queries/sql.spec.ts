import { every, sql, statementOf, trusted } from './sql';

describe('sql', () => {
  it('makes a parameter of every value and splices pieces of SQL', () => {
    const condition = every([sql`a = ${1}`, undefined, sql`b = any(${['x']})`]);
    const statement = statementOf(sql`select ${trusted('"c"')} from t where ${condition} limit ${5}`);
    expect(statement).toEqual({
      text: 'select "c" from t where a = $1 and b = any($2) limit $3',
      values: [1, ['x'], 5],
    });
  });

  it('never turns text from outside into SQL', () => {
    const { text, values } = statementOf(sql`name = ${"'; drop table t"}`);
    expect(text).toBe('name = $1');
    expect(values).toEqual(["'; drop table t"]);
  });

  it('is true where nothing is asked', () => {
    expect(statementOf(every([undefined])).text).toBe('true');
  });
});
