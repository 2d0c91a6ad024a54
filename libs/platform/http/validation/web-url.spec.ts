import { Problem, validateBody, WebUrl } from '../index';

class Leading {
  @WebUrl()
  to!: string;
}

const led = (to: string) => validateBody(Leading, { to });

describe('an address to lead to', () => {
  it('is one of the web, as it stands', () => {
    const to = 'https://shop.example/thanks?a=1#b';
    expect(led(to)).toMatchObject({ to });
  });

  it.each([
    'javascript:alert(1)',
    '//shop.example',
    'https:shop.example',
    'https://ada:secret@shop.example/',
    'https://shop.example/\r\nSet-Cookie: a=b',
    'https://shop.example/a b',
    'https://shop.example/\u202eexe',
  ])('is not %j', (to) => {
    expect(led(to)).toBeInstanceOf(Problem);
  });
});
