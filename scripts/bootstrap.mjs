// Runs on any Node from 20 on, before anything is installed: installs what package-lock.json asks
// for, builds what has changed, and hands over to a script of this folder under Node 24.
//
//   node scripts/bootstrap.mjs <script.ts> [arguments]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [script, ...args] = process.argv.slice(2);
const WANTED = 24;
/** What a program that is told to stop may take for it. */
const STOP_WITHIN_MS = 5_000;
/** Where Node keeps what it compiled, these scripts without their types included: the next start need not do it again. */
const COMPILED = path.join(root, 'node_modules', '.cache', 'node');

process.chdir(root);
if (process.env.npm_lifecycle_event) endWithNpm();
await install();
const node = findNode();
await build();
if (process.execPath === node) {
  module.enableCompileCache(COMPILED);
  process.argv.splice(1, 2, path.join(root, 'scripts', script));
  await import(pathToFileURL(path.join(root, 'scripts', script)).href);
} else {
  handOver();
}

/** `npm ci`, when the lock file is another one than at the last install. */
async function install() {
  const stamp = path.join(root, 'node_modules', '.emporium-lock');
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (installedByHand()) {
    writeFileSync(stamp, wanted);
    return;
  }
  say('Installing packages (about a minute, once) …');
  await run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** npm keeps its own account of what it installed last; after `npm ci` or `npm install` it is the younger file. */
function installedByHand() {
  const account = path.join(root, 'node_modules', '.package-lock.json');
  return existsSync(account) && statSync(account).mtimeMs >= statSync('package-lock.json').mtimeMs;
}

/** Node 24 comes from npm where there is a package for the platform, else the person's own is used. */
function findNode() {
  const installed = path.join(root, 'node_modules', `node-${platform()}-${process.arch}`, 'bin', exe('node'));
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath;
  fail(
    `Emporium needs Node ${WANTED}, and there is none on npm for ${process.platform}-${process.arch}.\nInstall Node ${WANTED} or newer from https://nodejs.org and try again; this is ${process.version}.`,
  );
}

async function build() {
  await run(node, [path.join('scripts', 'build.mjs')]);
}

/**
 * npm puts a shell between itself and this process, which dies of a signal that npm passes on and keeps it to itself;
 * and nobody passes on a SIGKILL. So this looks after the two of them, and stops when one is gone.
 */
function endWithNpm() {
  const shell = process.ppid;
  const npm = parentOfShell(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && (npm === null || existsSync(`/proc/${npm}`))) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/** Some shells replace themselves by the command; then it is npm already. Elsewhere than on Linux it is not known. */
function parentOfShell(pid) {
  if (!existsSync(`/proc/${pid}/stat`)) return null;
  const [, name, parent] = /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return /^(ba|da|)sh$/.test(name) ? Number(parent) : null;
}

/** A child with a channel: when this process is gone, however it went, the child notices and stops. */
function handOver() {
  const child = spawn(node, [path.join('scripts', script), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {}); // the terminal sends it to the child too
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

/** Runs a program to its end. A signal ends both, also when the program would rather finish. */
async function run(command, commandArgs) {
  const child = spawn(command, commandArgs, { stdio: 'inherit', shell: process.platform === 'win32' });
  let stopped = false;
  const stop = () => {
    stopped = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  const [status] = await once(child, 'exit').catch((error) => fail(`${command} cannot be run: ${error.message}`));
  for (const signal of signals) process.off(signal, stop);
  if (stopped) process.exit(130);
  if (status !== 0) fail(`${command} ${commandArgs.join(' ')} failed. The lines above say why.`);
}

function platform() {
  return process.platform === 'win32' ? 'win' : process.platform;
}
function exe(name) {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
function say(text) {
  process.stderr.write(`${text}\n`);
}
function fail(text) {
  say(text);
  process.exit(1);
}
