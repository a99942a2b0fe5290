const SECURITY_LINK =
  /(@link\(url: "https:\/\/specs\.apollo\.dev\/(?:authenticated|requiresScopes|policy)\/[^"]*"[^)]*?), for: SECURITY/g;

/**
 * The supergraph as `@apollo/gateway` accepts it. It refuses specs marked `for: SECURITY`, because it does not
 * enforce them; here the subgraphs do, on every operation, so the mark may go. The directives stay.
 */
export const withoutSecurityMarks = (supergraphSdl: string): string => supergraphSdl.replace(SECURITY_LINK, '$1');
