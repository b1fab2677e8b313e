// What Lighthouse says of a home, an article and an entry: all that does not depend on how fast this machine is.
//
// Its figure for speed is printed and not held to anything, since a busy machine lowers it.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import lighthouse from "lighthouse";

import { FIXTURE, build, filesOf, first, openBrowser, serve } from "./site.mjs";

const CATEGORIES = ["accessibility", "best-practices", "seo", "performance"];
const MEASURED = "performance";

let folder;
let site;
let server;
let browser;
let port;

before(async () => {
  port = await freePort();
  folder = await mkdtemp(path.join(tmpdir(), "hexapla-lighthouse-"));
  browser = await openBrowser([`--remote-debugging-port=${port}`]);
  // The addresses that pages name as their own must be those that they are served at.
  const served = await freePort();
  await cp(FIXTURE, folder, { recursive: true });
  const config = path.join(folder, "hexapla.toml");
  const own = `base_url = "http://127.0.0.1:${served}/"`;
  await writeFile(config, (await readFile(config, "utf8")).replace(/^base_url = .*$/m, own));
  site = await build(folder);
  server = await serve(site.out, "/", {}, served);
});

after(async () => {
  await browser?.close();
  await server?.close();
  await site?.remove();
  await rm(folder, { recursive: true });
});

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const found = probe.address().port;
  await new Promise((resolve) => probe.close(resolve));
  return found;
}

for (const [kind, pattern] of [
  ["a home", /^nl-nl\/index.html$/],
  ["an article", /^zh-tw\/guide\/start\//],
  ["an entry", /^ar\/entries\/[^/]+\/index.html$/],
]) {
  test(`Lighthouse finds nothing to mend on ${kind}`, async (t) => {
    const where = first(await filesOf(site.out), pattern);
    const result = await lighthouse(server.address + where, { port, onlyCategories: CATEGORIES, logLevel: "error" });
    const { categories, audits } = result.lhr;
    t.diagnostic(`${where}: performance ${Math.round(categories[MEASURED].score * 100)}`);
    const wrong = CATEGORIES.filter((name) => name !== MEASURED).flatMap((name) =>
      categories[name].auditRefs
        .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
        .map(({ id }) => `${name}: ${id}: ${audits[id].title} ${JSON.stringify(audits[id].details?.items?.slice(0, 2) ?? "")}`),
    );
    assert.deepEqual(wrong, []);
    for (const name of CATEGORIES) if (name !== MEASURED) assert.equal(categories[name].score, 1, name);
  });
}
