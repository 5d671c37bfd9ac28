// The page for a browser, in a browser: that it shows what it should, to everybody, and runs nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";
import { HARM, hostile, many } from "./vaults.mjs";

const { REKINDLE, CHROMIUM, EXAMPLE_VAULT } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Pages stand still as soon as they are scrolled.
const DESKTOP = { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" };
const PHONE = { ...DESKTOP, viewport: { width: 360, height: 780 }, hasTouch: true };

let browser;
before(async () => {
  const quiet = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"];
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", ...quiet] });
});
after(() => browser.close());

/** Writes the page of a vault and returns the file. */
function written(vault) {
  const file = join(mkdtempSync(join(tmpdir(), "rekindle-page-")), "agenda.html");
  execFileSync(REKINDLE, ["agenda", "--vault", vault, "--today", "2026-11-21", "--format", "html", "-o", file]);
  return file;
}

/** Opens a page of a vault, and takes down all that it says, asks for or stumbles over. */
async function opened(vault, options = DESKTOP) {
  const page = await browser.newPage(options);
  page.trouble = [];
  page.on("console", (message) => page.trouble.push(message.text()));
  page.on("pageerror", (error) => page.trouble.push(error.message));
  page.on("dialog", (dialog) => page.trouble.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.isNavigationRequest()) page.trouble.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(written(vault)).href);
  return page;
}

// What the filters choose from: rows of the garden, and entries of the agenda.
const ROW = "#garden details";
const ENTRY = "#agenda li[class]";
const rows = (page) => page.locator(`${ROW}:visible`).count();
const entries = (page) => page.locator(`${ENTRY}:visible`).count();

/** The classes of all clients that are shown. */
function classes(page) {
  const shown = page.locator(`:is(${ROW}, ${ENTRY}):visible`);
  return shown.evaluateAll((all) => all.map((one) => [...one.classList]));
}

/** Waits until the garden has so many rows. */
async function until(page, count) {
  const has = (count) => document.querySelectorAll("#garden details:not([hidden])").length === count;
  await page.waitForFunction(has, count);
}

test("the page shows the agenda, the garden and the figures, and asks for nothing", async () => {
  const page = await opened(EXAMPLE_VAULT);
  assert.deepEqual(page.trouble, []);
  const headings = await page.locator("h2").allTextContents();
  const expected = ["Overdue", "Occasions", "Paused", "Planned", "Waiting", "Needs fixing", "The garden", "The figures"];
  for (const heading of expected) assert.ok(headings.includes(heading), `no ${heading} in ${headings}`);
  assert.ok((await entries(page)) > 10 && (await rows(page)) > 15);
  const links = await page.locator("#agenda a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.ok(links.includes("clients/Blumenhof%20Nurseries.md") || links.some((link) => link.endsWith("Blumenhof%20Nurseries.md")));
});

test("the page is well-formed", async () => {
  // By the standard, not by a style: end tags and quotes that may be omitted are, as there are very many.
  const validator = new HtmlValidate(new FileSystemConfigLoader({ extends: ["html-validate:standard"] }));
  for (const vault of [EXAMPLE_VAULT, hostile()]) {
    const report = await validator.validateString(readFileSync(written(vault), "utf8"));
    const messages = report.results.flatMap(({ messages }) => messages);
    assert.deepEqual(messages.map(({ line, message }) => `${line}: ${message}`), []);
  }
});

for (const [name, options] of [
  ["in the light", { ...DESKTOP, colorScheme: "light" }],
  ["in the dark", { ...DESKTOP, colorScheme: "dark" }],
  ["on a phone", PHONE],
]) {
  test(`everybody can read it ${name}`, async () => {
    const page = await opened(EXAMPLE_VAULT, { ...options, bypassCSP: true });
    await page.locator("#garden summary", { hasText: "Kessel" }).click();
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => axe.run(document));
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html)}`);
    assert.deepEqual(told, []);
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(needed <= there, `it is ${needed} wide where there is ${there}`);
  });
}

test("filters leave the clients that fit, in the agenda and in the garden", async () => {
  const page = await opened(EXAMPLE_VAULT);
  const all = await rows(page);
  await page.getByLabel("Kept by").selectOption("Ines Ferreira");
  await page.waitForFunction((all) => document.querySelectorAll("#garden details:not([hidden])").length < all, all);
  const owner = await page.getByLabel("Kept by").inputValue();
  const owners = (await classes(page)).flat().filter((name) => name.startsWith("o"));
  assert.deepEqual([...new Set(owners)], [owner]);
  const kept = await page.locator(`${ROW}:visible > p:first-of-type`).allTextContents();
  assert.ok(kept.length && kept.every((text) => text.includes("kept by Ines Ferreira")), kept);
  assert.equal(await page.locator("#found").textContent(), `${await rows(page)} of ${all} clients`);
  // Headings without anybody below are gone too.
  for (const heading of await page.locator("#garden h3:visible").all()) {
    assert.ok(await heading.locator("xpath=..").locator("details:visible").count());
  }
  await page.getByRole("button", { name: "Show all" }).click();
  await until(page, all);
  assert.equal(await page.locator("#found").textContent(), "");

  // By a word of the history, case and accents aside; by status and tag.
  await page.getByLabel("Find").fill("BREWHOUSE");
  await until(page, 1);
  assert.match(await page.locator("#garden details:visible summary b").textContent(), /Kessel/);
  await page.getByLabel("Find").fill("aydın nobody-of-that-name");
  await until(page, 0);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByLabel("Status").selectOption("lost");
  await until(page, 1);
  await page.getByLabel("Status").selectOption("");
  await until(page, all);
  await page.getByLabel("Tag").selectOption({ index: 1 });
  await page.waitForFunction((all) => document.querySelectorAll("#garden details:not([hidden])").length < all, all);
  const tag = await page.getByLabel("Tag").inputValue();
  const tagged = await classes(page);
  assert.ok(tagged.length && tagged.every((names) => names.includes(tag)));
  assert.deepEqual(page.trouble, []);
});

test("the keyboard opens a row, and its history is text", async () => {
  const page = await opened(EXAMPLE_VAULT);
  const row = page.locator("#garden details", { hasText: "Kessel" }).first();
  await row.locator("summary").focus();
  await page.keyboard.press("Enter");
  await row.locator("ol").waitFor({ state: "visible" });
  assert.match(await row.locator("li").first().innerText(), /9 November\s+E-mail to Marta, no reply \(not answered\)/);
});

for (const [name, options, point] of [
  ["a mouse", DESKTOP, (mark) => mark.hover({ force: true })],
  ["a finger", PHONE, (mark) => mark.tap({ force: true })],
]) {
  test(`pointing at a mark with ${name} tells what it is`, async () => {
    const page = await opened(EXAMPLE_VAULT, options);
    const newest = page.locator("#garden details", { hasText: "Kessel" }).first().locator("use[x]:not([href='#f'])").first();
    await newest.scrollIntoViewIfNeeded();
    // Scrolling puts away what was pointed at; let it end first.
    await page.evaluate(() => new Promise((end) => requestAnimationFrame(() => setTimeout(end, 100))));
    await point(newest);
    await page.locator("#tip").waitFor({ state: "visible" });
    assert.match(await page.locator("#tip").innerText(), /9 November: E-mail to Marta/);
    const box = await page.locator("#tip").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width);
  });
}

test("without scripts all is there, and on paper what is of use there", async () => {
  const page = await opened(EXAMPLE_VAULT, { ...DESKTOP, javaScriptEnabled: false });
  assert.ok(await page.locator("#garden details").first().isVisible());
  assert.ok(await page.locator("#filters").isHidden());
  const paper = await opened(EXAMPLE_VAULT);
  assert.ok(await paper.locator("#filters").isVisible());
  await paper.emulateMedia({ media: "print" });
  assert.ok(await paper.locator("#filters").isHidden());
  assert.ok(await paper.locator("#garden summary svg").first().isVisible());
  assert.ok((await paper.pdf()).length > 10_000);
});

test("text from notes stays text", async () => {
  const page = await opened(hostile());
  assert.equal(await rows(page), HARM.length);
  await page.locator("#garden summary").evaluateAll((all) => all.forEach((summary) => summary.click()));
  await page.locator("#garden summary").first().hover();
  const names = await page.locator("#garden summary b").allTextContents();
  for (const [n, harm] of HARM.entries()) {
    const plain = `${n} ${harm.replace("\u202e", "")}`;
    assert.ok(names.includes(plain), `${plain} is not among ${names}`);
  }
  await page.getByLabel("Tag").selectOption(HARM[0]);
  await until(page, 1);
  // Neither a script of a note's, nor a handler, nor a link to one, even if somebody follows it.
  const loose = () => [
    window.harm,
    document.scripts.length,
    [...document.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter((one) => one.name.startsWith("on")).length,
    [...document.links].filter((link) => !["file:", "mailto:", "tel:"].includes(link.protocol)).length,
  ];
  assert.deepEqual(await page.evaluate(loose), [undefined, 1, 0, 0]);
  assert.deepEqual(page.trouble, []);
});

test("a script that got through all the same would not run", async () => {
  const page = await opened(EXAMPLE_VAULT);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.harm = 1";
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.harm), undefined);
});

test("2,000 clients stay usable", async (context) => {
  const before = performance.now();
  const page = await opened(many(2000));
  const loaded = performance.now();
  assert.equal(await page.locator("#garden details").count(), 2000);
  await page.getByLabel("Kept by").selectOption("Tomas Okafor");
  await until(page, 1000);
  await page.getByLabel("Find").fill("client 1999");
  await until(page, 1);
  const filtered = performance.now();
  await page.locator("#garden summary:visible").click();
  await page.locator("#garden li:visible").first().waitFor();
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  const bytes = statSync(fileURLToPath(page.url())).size;
  const seconds = (from, to) => `${((to - from) / 1000).toFixed(1)} s`;
  context.diagnostic(`${(bytes / 1e6).toFixed(1)} MB, ${nodes} elements; written and loaded in ${seconds(before, loaded)}, filtered twice in ${seconds(loaded, filtered)}`);
  assert.deepEqual(page.trouble, []);
});
