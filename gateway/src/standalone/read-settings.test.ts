import { describe, expect, it } from 'vitest';
import { LIMITS } from '../limits.ts';
import { readSettings } from './read-settings.ts';

const problemsOf = (source: string): string => {
  try {
    readSettings(source, 'gateway.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it should not have been accepted');
};

describe('settings', () => {
  it('are all defaults when the file is empty', () => {
    expect(readSettings('', 'gateway.yaml')).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      headers: { passOn: ['authorization'] },
      limits: LIMITS,
      timeouts: { operationMs: 15_000, fetchMs: 10_000 },
      introspection: true,
    });
  });

  it('come as YAML or as JSON', () => {
    const yaml = 'port: 5000\nheaders:\n  passOn: [Authorization, X-Tenant] # both\nlimits:\n  depth: 20\n';
    const json = '{"port":5000,"headers":{"passOn":["Authorization","X-Tenant"]},"limits":{"depth":20}}';
    const settings = readSettings(yaml, 'gateway.yaml');
    expect(settings).toEqual(readSettings(json, 'gateway.json'));
    expect(settings.headers.passOn).toEqual(['authorization', 'x-tenant']);
    expect(settings.limits).toEqual({ ...LIMITS, depth: 20 });
  });

  it.each([
    ['limits:\n  dept: 9', 'line 2: limits.dept is not known; limits may have depth, aliases, tokens'],
    ['prot: 4000', 'line 1: prot is not known; the file may have supergraph, host, port'],
    ['port: "4000"', 'line 1: port should be a whole number from 0 to 65,535'],
    ['port: 70000', 'port should be a whole number from 0 to 65,535'],
    ['limits:\n  depth: 1.5', 'limits.depth should be a whole number from 1 to 1,000'],
    ['limits: 3', 'line 1: limits should be an object with keys of its own'],
    ['jwks: {}', 'line 1: jwks.url should be a URL such as https://login.example/.well-known/jwks.json'],
    ['jwks:\n  url: https://login.example/keys\n  algorithms: [HS256]', 'line 3: jwks.algorithms.0 should be the name'],
    ['headers:\n  passOn:\n    - content-length', 'line 3: headers.passOn.0 belongs to one connection'],
    ['subgraphs:\n  users: http://users', 'subgraphs.users should be an object with "url"'],
    ['subgraphs:\n  users:\n    url: users:4001', 'line 3: subgraphs.users.url should be a URL such as'],
    ['cost:\n  capacity: 5000', 'line 2: cost.restorePerSecond should be a whole number'],
    ['tracing:\n  endpoint: collector', 'line 2: tracing.endpoint should be the URL of a collector'],
    ['tracing:\n  endpoint: http://c\n  sampledShare: 10', 'tracing.sampledShare should be a number from 0 to 1'],
    ['planner: rust', 'planner should be auto, hive or apollo'],
    ['circuitBreaker:\n  failures: 0', 'line 2: circuitBreaker.failures should be a whole number from 1'],
    ['errors:\n  codes: OUT_OF_STOCK', 'line 2: errors.codes should be a list of codes'],
    ['introspection: maybe', 'introspection should be true or false'],
    ['throttled:\n  signIn: []', 'throttled.signIn should be a root field such as Mutation.signIn'],
    [
      'throttled:\n  Mutation.a:\n    - per: person\n      uses: 1\n      withinSeconds: 1',
      'throttled.Mutation.a.0.per should be address',
    ],
    ['- a\n- b', 'should be an object with keys of its own'],
    ['port: [', 'gateway.yaml is neither YAML nor JSON'],
  ])('that are wrong are named, with what they should be: %j', (source, problem) => {
    expect(problemsOf(source)).toContain(problem);
  });

  it('tell of everything that is wrong at once', () => {
    expect(problemsOf('port: x\nhost: 3\nlimits:\n  depth: 0').split('\n')).toHaveLength(4);
  });
});
