import { describe } from 'vitest';
import { describeHost } from './host.contract.ts';

describe('our own handler', () => describeHost('own'));
describe('@apollo/server', () => describeHost('apollo'));
