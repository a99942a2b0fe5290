import { mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findBinaries, restoreLinks } from './binaries.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'emporium-links-'));
  await mkdir(path.join(root, 'native/lib'), { recursive: true });
  const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${name}`,
  }));
  await writeFile(path.join(root, 'native/pg-symlinks.json'), JSON.stringify(links));
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the binaries of the embedded PostgreSQL', () => {
  it('links the shared libraries that npm left unlinked, and leaves the others alone', async () => {
    await symlink('elsewhere', path.join(root, 'native/lib/libpq.so'));
    await restoreLinks(root);
    expect(await readlink(path.join(root, 'native/lib/libpq.so'))).toBe('elsewhere');
    expect(await readlink(path.join(root, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  });

  it('says what to do where there are none', async () => {
    await expect(findBinaries('win32-x64')).rejects.toThrow('Set <SUBGRAPH>_DATABASE_URL');
    const foreign = process.platform === 'darwin' ? 'linux-arm64' : 'darwin-arm64';
    await expect(findBinaries(foreign)).rejects.toThrow('Run "npm ci"');
  });
});
