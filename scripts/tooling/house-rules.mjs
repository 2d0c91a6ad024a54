// Habits of the house that a syntax tree can show, as patterns for ESLint's no-restricted-syntax: each with
// the sentence that whoever breaks it reads.

const rule = (message, ...selectors) => selectors.map((selector) => ({ selector, message }));

export const CLOCKS_AND_CHANCE = rule(
  'Clock, ids and chance come from the edge, as arguments: a decision must be replayable bit for bit.',
  'CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name="now"]',
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.name="Date"]',
  'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
  'CallExpression[callee.name=/^(randomUUID|randomBytes|randomInt|uuidv4|uuidv7)$/]',
  'CallExpression[callee.property.name=/^(randomUUID|randomBytes|randomInt|getRandomValues|hrtime)$/]',
);

export const NUMBERS_OF_POSITIONS = rule(
  'A position is opaque: compare it as text, or ask the event store port for its sequence.',
  'CallExpression[callee.name=/^(Number|parseInt|parseFloat|BigInt)$/] > Identifier[name=/[pP]osition$/]',
  'CallExpression[callee.name=/^(Number|parseInt|parseFloat|BigInt)$/]' +
    ' > MemberExpression[property.name=/[pP]osition$/]',
  'UnaryExpression[operator="+"] > Identifier[name=/[pP]osition$/]',
  'UnaryExpression[operator="+"] > MemberExpression[property.name=/[pP]osition$/]',
);

export const INHERITANCE = rule(
  'No inheritance outside errors: pass a function or hold the other object.',
  ':matches(ClassDeclaration, ClassExpression)[superClass]:not([superClass.name=/(Error|Fault|Exception)$/])',
);

export const DEFAULT_EXPORTS = rule(
  'Export by name: one name for one thing, everywhere. Only configuration files must export a default.',
  'ExportDefaultDeclaration',
);

export const BARE_SKIPS = rule(
  'No bare skip, only or todo: describeWhere names the reason, and the reason is listed at the end.',
  'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(skip|only|todo)$/]',
  'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]',
);

export const SLEEPS = rule(
  'Tests never sleep: wait for a position or a condition.',
  'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
  'ImportDeclaration[source.value=/timers.promises$/]',
);
