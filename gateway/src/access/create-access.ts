import type { Viewer } from '@emporium/platform/identity';
import { Kind, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Access, OperationAccess, Permitted } from './access.ts';
import { completeAnswer } from './complete.ts';
import { narrow } from './narrow.ts';
import type { Position } from './position.ts';
import { isMet, type Denial, type Requirement } from './requirement.ts';
import { readRules, type Rules } from './rules.ts';
import { selectionsOf, visitFields } from './selections.ts';

/** Outcomes of one operation that are remembered: viewers differ in few of the rights that it asks for. */
const REMEMBERED_OUTCOMES = 32;

/**
 * Enforces `@authenticated`, `@requiresScopes` and `@policy` of a supergraph before anything is fetched. `apiSchema` is what clients
 * see of the supergraph.
 */
export function createAccess(supergraph: DocumentNode, apiSchema: GraphQLSchema): Access {
  const rules = readRules(supergraph);
  return {
    compile(document, operation): OperationAccess {
      const selections = selectionsOf(apiSchema, document, operation);
      const asked = new Set<Requirement>();
      visitFields(selections, selections.root, (position, { name }) => {
        for (const requirement of rules.of(position, name.value)) asked.add(requirement);
      });
      const requirements = [...asked];
      const outcomes = new LRUCache<string, Permitted>({ max: REMEMBERED_OUTCOMES });

      const outcomeFor = (viewer: Viewer): Permitted => {
        const missing = requirements.filter((requirement) => !isMet(requirement, viewer));
        const signedIn = viewer.kind !== 'anonymous';
        const key = `${signedIn ? 'without' : 'nobody'} ${missing.map((one) => requirements.indexOf(one)).join()}`;
        let outcome = outcomes.get(key);
        if (outcome === undefined) {
          const denialOf = denials(rules, new Set(missing), signedIn);
          const typeKey = freeKey(document);
          outcome = {
            key,
            narrowed: narrow(selections, (position, name) => denialOf(position, name) !== null, typeKey),
            complete: completeAnswer(apiSchema, selections, denialOf, typeKey),
          };
          outcomes.set(key, outcome);
        }
        return outcome;
      };

      return {
        isPublic: requirements.length === 0,
        restrict(viewer) {
          for (const requirement of requirements) if (!isMet(requirement, viewer)) return outcomeFor(viewer);
          return null;
        },
      };
    },
  };
}

type DenialOf = (position: Position, fieldName: string) => Denial | null;

function denials(rules: Rules, missing: ReadonlySet<Requirement>, signedIn: boolean): DenialOf {
  const known = new Map<Position, Map<string, Denial | null>>();
  return (position, fieldName) => {
    let fields = known.get(position);
    if (fields === undefined) known.set(position, (fields = new Map()));
    let denial = fields.get(fieldName);
    if (denial === undefined) {
      const lacking = rules.of(position, fieldName).filter((requirement) => missing.has(requirement));
      const coordinate = `${position.type.name}.${fieldName}`;
      denial = lacking.length === 0 ? null : { coordinate, missing: lacking, signedIn };
      fields.set(fieldName, denial);
    }
    return denial;
  };
}

/** A response key that the document does not use. */
function freeKey(document: DocumentNode): string {
  const used = new Set<string>();
  visit(document, { [Kind.FIELD]: ({ alias, name }) => void used.add((alias ?? name).value) });
  let key = 'typeForAccess';
  while (used.has(key)) key += '_';
  return key;
}
