// The agenda of a vault in which every text means something to Markdown or HTML, as other programs render it: they show
// each text as it is, and nothing besides what the template makes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { parse } from "parse5";
import { RENDERERS } from "./renderers.mjs";
import { nasty } from "./vaults.mjs";

const COUNT = 3000;
const ELEMENTS = { html: [], head: [], body: [], h1: [], h2: [], p: [], ul: ["class"], li: ["class"], strong: [], a: ["href"], input: ["type", "disabled", "checked"] };

// A template of one's own, in which a name begins an item, a heading, and two lines of text.
const OWN = "{% for entry in entries %}\n- {{ entry.name }}\n\n## {{ entry.name }}\n\n{{ entry.name }}\n{{ entry.name }}\n\n{% endfor %}";

let page, expected, own, names;
before(() => {
  const vault = nasty(COUNT);
  writeFileSync(join(vault, "own.md"), OWN);
  own = rekindle("agenda", "--vault", vault, "-o", "-", "--template", join(vault, "own.md"));
  names = JSON.parse(rekindle("agenda", "--vault", vault, "--format", "json")).entries.map((entry) => onOneLine(entry.name));
  page = rekindle("agenda", "--vault", vault, "-o", "-");
  expected = lines(rekindle("agenda", "--vault", vault, "-o", "-", "--template", plain(vault)));
});

function rekindle(...words) {
  const today = words[0] === "agenda" ? ["--today", "2026-11-21"] : [];
  return execFileSync(process.env.REKINDLE, [...words, ...today], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
}

/** The built-in template for plain text, in which links are `⟦path⟧name`. */
function plain(vault) {
  const text = rekindle("template", "agenda.md")
    .replace(/{{ ([\w.]+) \| link\(([\w.]+)\) }}/g, "⟦{{ $1 }}⟧{{ $2 }}")
    .replace(/{{ ([\w.]+) \| link }}/g, "⟦{{ $1 }}⟧{{ $1 }}")
    .replaceAll("**", "")
    .replace(/<!--.*?-->/g, "");
  const file = join(vault, "plain.txt");
  writeFileSync(file, text);
  return file;
}

/** The lines of plain text: what each is, where it leads, and what it shows. */
function lines(text) {
  const all = text.split("\n").filter((line) => line.trim());
  return all.map((line) => {
    const [, indent, kind, path, shown] = /^( *)(#+ |- \[ \] |- |)(?:⟦(.*?)⟧)?(.*)$/s.exec(line);
    return { kind: indent + kind.trim(), path, shown: withoutSpaces(shown) };
  });
}

/** The blocks of HTML likewise, and what should not be in it. */
function blocks(html) {
  const found = [];
  const strange = [];
  const visit = (node, block, depth) => {
    const name = node.tagName;
    if (node.nodeName === "#comment") strange.push(`<!--${node.data}-->`);
    if (node.nodeName === "#text") block.shown += node.value;
    if (name) {
      const attributes = ELEMENTS[name] ?? strange.push(name);
      strange.push(...node.attrs.map((one) => one.name).filter((one) => !attributes.includes?.(one)).map((one) => `${name} ${one}`));
    }
    if (name === "li") found.push((block = { kind: "  ".repeat(depth - 1) + "-", shown: "", links: [] }));
    if (/^h\d$/.test(name)) found.push((block = { kind: "#".repeat(name[1]), shown: "", links: [] }));
    if (name === "p" && !depth) found.push((block = { kind: "", shown: "", links: [] }));
    if (name === "input") block.kind += " [ ]";
    if (name === "a") block.links.push({ href: node.attrs.find((one) => one.name === "href").value, shown: shown(node) });
    for (const child of node.childNodes ?? []) visit(child, block, depth + (name === "ul"));
  };
  visit(parse(html), { shown: "", links: [] }, 0);
  for (const block of found) {
    const box = /^\s*\[ \] /.exec(block.shown);
    // Not every program knows tasks.
    if (box && block.kind.endsWith("-")) Object.assign(block, { kind: `${block.kind} [ ]`, shown: block.shown.slice(box[0].length) });
    block.shown = withoutSpaces(block.shown);
  }
  return { found, strange };
}

function shown(node) {
  return node.value ?? (node.childNodes ?? []).map(shown).join("");
}

function withoutSpaces(text) {
  return text.replace(/\s+/g, "");
}

/** A path as plain text shows it. */
function onOneLine(path) {
  return path.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, " ");
}

/** An address as whoever reads it knows it. */
function address(text) {
  let plain = text;
  try {
    plain = decodeURIComponent(text);
  } catch {
    // A `%` of its own.
  }
  return plain.replace(/^(https?:|ftp:|mailto:|xmpp:)?(\/\/)?/i, "");
}

for (const [name, render] of Object.entries(RENDERERS)) {
  test(`${name} shows the texts of ${COUNT} notes as they are`, () => {
    const { found, strange } = blocks(render(page));
    assert.deepEqual(strange.slice(0, 10), []);
    const wrong = [];
    for (const [nth, block] of found.entries()) {
      const { kind, path, shown } = expected[nth] ?? {};
      const [link, ...addresses] = path === undefined ? [undefined, ...block.links] : block.links;
      const leads = path === undefined || (link && onOneLine(decodeURIComponent(link.href)) === path);
      const loose = addresses.filter((one) => address(one.href) !== address(one.shown));
      if (block.kind !== kind || block.shown !== shown || !leads || loose.length) {
        wrong.push(JSON.stringify({ kind, path, shown }), JSON.stringify(block), JSON.stringify(loose));
      }
    }
    assert.equal(wrong.slice(0, 30).join("\n"), "", `${wrong.length / 3} of ${found.length} are wrong`);
    assert.equal(found.length, expected.length);
    assert.ok(found.length > 2 * COUNT);
  });

  test(`${name} shows a name that begins a line as it is`, () => {
    const { found, strange } = blocks(render(own));
    assert.deepEqual(strange.slice(0, 10), []);
    const all = names.flatMap((name) => [`-${name}`, `##${name}`, `${name}${name}`]).map(withoutSpaces);
    const shown = found.map((block) => withoutSpaces(`${block.kind}${block.shown}`));
    assert.deepEqual(shown.filter((block, nth) => block !== all[nth]).slice(0, 10), []);
    assert.equal(shown.length, all.length);
  });
}
