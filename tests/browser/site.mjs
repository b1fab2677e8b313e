// What the browser tests share: a built site, a server for it, and a browser that hears every complaint.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** A small site in English, Dutch, Traditional Chinese and Arabic that has one of everything. */
export const FIXTURE = fileURLToPath(new URL("site", import.meta.url));

/** The policy under which every page of ours must work: nothing but what is served beside it. */
export const STRICT = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

const PROGRAM = process.env.HEXAPLA ?? path.join(REPOSITORY, "target/debug/hexapla");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml",
};

/** Builds the site of the folder `root` in a temporary folder; answers that folder. */
export async function build(root = REPOSITORY) {
  const folder = await mkdtemp(path.join(tmpdir(), "hexapla-site-"));
  const out = path.join(folder, "public");
  await promisify(execFile)(PROGRAM, ["build", "--no-cache", "--root", root, "--out", out]);
  return { out, remove: () => rm(folder, { recursive: true }) };
}

/** Runs the program; answers what it prints. */
export async function hexapla(...words) {
  const { stdout } = await promisify(execFile)(PROGRAM, words, { maxBuffer: 1 << 26 });
  return stdout;
}

/** Every file of a site, as paths with `/` below its folder, sorted. */
export async function filesOf(out) {
  const entries = await readdir(out, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const below = files.map((entry) => path.relative(out, path.join(entry.parentPath ?? entry.path, entry.name)));
  return below.map((file) => file.split(path.sep).join("/")).sort();
}

/** Serves a folder below the path `base`, as a web server for static sites does, with more `headers`; answers its address. */
export async function serve(out, base = "/", headers = {}, port = 0) {
  const server = createServer(async (request, response) => {
    const { status, file } = await find(out, base, new URL(request.url, "http://x").pathname);
    const body = await readFile(file).catch(() => "");
    response.writeHead(status, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", ...headers });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${server.address().port}${base}`, close };
}

async function find(out, base, pathname) {
  const missing = { status: 404, file: path.join(out, "404.html") };
  if (!pathname.startsWith(base)) return missing;
  const wanted = path.join(out, decodeURIComponent(pathname.slice(base.length)));
  if (wanted !== out && !wanted.startsWith(out + path.sep)) return missing;
  const found = await stat(wanted).catch(() => null);
  if (found?.isFile()) return { status: 200, file: wanted };
  const index = path.join(wanted, "index.html");
  return found?.isDirectory() && (await stat(index).catch(() => null)) ? { status: 200, file: index } : missing;
}

/** Debian's Chromium, which asks nobody for anything. */
export function openBrowser(more = []) {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/** A tab; `complaints` holds all that the console, scripts and requests complain of. */
export async function openTab(browser, options = {}) {
  const context = await browser.newContext({ locale: "en-US", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(10_000);
  const tab = await context.newPage();
  const complaints = [];
  tab.on("console", (message) => {
    if (message.type() !== "log") complaints.push(`console ${message.type()}: ${message.text()}`);
  });
  tab.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  // A request that a visit to the next page cuts off has not failed.
  const isCutOff = (request) => request.failure()?.errorText === "net::ERR_ABORTED";
  tab.on("requestfailed", (request) => {
    if (!isCutOff(request)) complaints.push(`failed: ${request.url()}: ${request.failure()?.errorText}`);
  });
  tab.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  return { tab, complaints, close: () => context.close() };
}

/** The first of `files` that matches, which must be there. */
export function first(files, pattern) {
  const found = files.find((file) => pattern.test(file));
  assert.ok(found, `the site has no file like ${pattern}`);
  return found.replace(/(^|\/)index\.html$/, "$1");
}
