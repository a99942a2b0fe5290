export { prepareCompiled } from './prepare.ts';
