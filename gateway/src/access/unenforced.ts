import type { Access } from './access.ts';

/** Where nobody is verified, nothing is withheld: the subgraphs alone know who asks. Nothing counts as public either. */
export const UNENFORCED: Access = { compile: () => ({ isPublic: false, restrict: () => null }) };

/**
 * The same rules where clients' headers go on to subgraphs: an answer may depend on them whatever the schema says, so
 * none is public, to be shared or cached for all.
 */
export const neverPublic = (access: Access): Access => ({
  compile(document, operation) {
    const { restrict } = access.compile(document, operation);
    return { isPublic: false, restrict };
  },
});
