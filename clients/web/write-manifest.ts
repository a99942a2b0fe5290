import { writeFile } from 'node:fs/promises';
import { manifest } from './manifest.ts';

await writeFile(new URL('persisted-documents.json', import.meta.url), manifest());
