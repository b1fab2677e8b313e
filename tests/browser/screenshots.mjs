// Takes the pictures of the guide and the README, from the site with one of everything: `node screenshots.mjs FOLDER`.
//
// They are taken on a machine that has fonts for all scripts (Debian's fonts-noto-core and fonts-noto-cjk), and are
// committed, so that a site is built without a browser.

import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { FIXTURE, build, openBrowser, openTab, serve } from "./site.mjs";

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 780 } };
const TABLE = "troubleshooting/connectors/";

/** Name, page, and how it is looked at. */
const PICTURES = [
  ["home-nl", "nl-nl/", DESKTOP],
  ["article-zh-dark", "zh-tw/guide/start/", { ...DESKTOP, colorScheme: "dark" }],
  ["entry-ar-phone", "ar/entries/box-httprequestfailure-403/", PHONE],
  ["view", `nl-nl/hexapla/${TABLE}?marked=1`, DESKTOP],
  ["readme", `nl-nl/hexapla/${TABLE}?columns=nl-NL,zh-TW`, DESKTOP],
  ["dashboard-dark", "nl-nl/hexapla/", { ...DESKTOP, colorScheme: "dark" }],
];

/** A picture as WebP, made by the browser itself. */
async function webp(tab, png) {
  await tab.goto("about:blank");
  const url = await tab.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.8);
  }, png.toString("base64"));
  return Buffer.from(url.split(",")[1], "base64");
}

const folder = process.argv[2] ?? "screenshots";
await mkdir(folder, { recursive: true });
const site = await build(FIXTURE);
const server = await serve(site.out, "/connectors/");
const browser = await openBrowser();
for (const [name, page, options] of PICTURES) {
  const { tab, close } = await openTab(browser, options);
  await tab.goto(server.address + page, { waitUntil: "networkidle" });
  await writeFile(path.join(folder, `${name}.webp`), await webp(tab, await tab.screenshot()));
  await close();
}
await browser.close();
await server.close();
await site.remove();
