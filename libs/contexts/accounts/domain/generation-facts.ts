import { GenerationFacts } from './account-events';

/** The facts that every event of a generation repeats, out of any of them. */
export function generationFactsOf(event: GenerationFacts): GenerationFacts {
  const { generationId, actorUserId, action, operation, subtype, service, model, project, scene } = event;
  const { requestedAt } = event;
  return {
    generationId,
    actorUserId,
    action,
    operation,
    subtype,
    service,
    model,
    project,
    scene,
    requestedAt,
  };
}
