export { denialOf, requirementsOfField, requirementsOfType, type Denial, type Requirement } from './requirements.ts';
export { requirementsOfOperation } from './operation-requirements.ts';
export { deniedError, guardedSchema } from './guarded-schema.ts';
