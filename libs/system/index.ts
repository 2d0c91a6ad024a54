export { createApi, openCatalog } from './api';
export { projectorOperations, reactorOperations } from './operations';
export { openOperator, operatorConfig, type Operator, type OperatorOptions } from './operator';
export { problems } from './problems';
export { startProjector } from './projector';
export { startReactor } from './reactor';
export { decode, projectorCheck, projections, readModelsCheck } from './read-models';
export { type Standalone, type StandaloneOptions, startStandalone } from './standalone/start-standalone';
export { VERSION } from './version';
