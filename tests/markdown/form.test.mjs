// The agenda as a form that a formatter went over, between the user's hand and `rekindle done`: notes get exactly what the
// user said, and an untouched page says nothing.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { FORMATTERS } from "./formatters.mjs";
import { clients } from "./vaults.mjs";

const TODAY = "2026-11-21";
const OWN = "Ask the printer about envelopes.";

function rekindle(vault, ...words) {
  const { status, stdout, stderr } = spawnSync(process.env.REKINDLE, [...words, "--vault", vault, "--today", TODAY], { encoding: "utf8" });
  return { status, said: stdout + stderr };
}

/** A fresh copy of a vault with that page in it. */
function copied(vault, page) {
  const copy = mkdtempSync(join(tmpdir(), "rekindle-form-"));
  cpSync(vault, copy, { recursive: true });
  writeFileSync(join(copy, "agenda.md"), page);
  return copy;
}

function notes(vault) {
  const names = readdirSync(vault).filter((name) => name.endsWith(".md") && name !== "agenda.md");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(vault, name), "utf8")]));
}

function pageOf(vault) {
  return readFileSync(join(vault, "agenda.md"), "utf8");
}

/** A page, cut into the lines of each entry and what is around them. */
function entries(page) {
  return page.split(/^(?=- \[ \] |\n|<!--)/m);
}

/** What the user does to an entry, the nth of the page, and what is to come of it: what is logged, and what stays. */
const DEEDS = [
  (entry) => ({ entry }),
  (entry, n) => {
    const words = `Talked with everybody about table ${n} and the workshop they want to have in May`;
    return { entry: ticked(entry, "x").replace("\n", ` ${words}\n`), logged: words };
  },
  (entry, n) => ({ entry: `${ticked(entry, "x")}  Lunch ${n}\n`, logged: `Lunch ${n}` }),
  (entry, n) => ({ entry: `${ticked(entry, "x")}\n  Coffee ${n}\n\n  - Twelve licences\n  - In spring\n`, logged: `Coffee ${n} - Twelve licences - In spring` }),
  (entry, n) => ({ entry: `${ticked(entry, "/")}  Tried ${n}\n`, logged: `Tried ${n}`, isAttempt: true }),
  (entry, n) => ({ entry: `${entry}\n  Not before the fair ${n}\n`, stays: `Not before the fair ${n}` }),
  (entry) => {
    const promise = /^  - \[ \] .*$/m.exec(entry)?.[0];
    return promise ? { entry: entry.replace(promise, ticked(promise, "x")), promise } : { entry };
  },
  (entry) => ({ entry: ticked(entry, "x"), logged: offered(entry) }),
];

/** What a tick without words logs. */
function offered(entry) {
  const [, task] = /: promised for \d+ November: (.*)\. Last:/.exec(entry) ?? [];
  const [, who] = /Try \*\*(.*?)\*\* by phone/.exec(entry) ?? [];
  return task ?? (who ? `Call with ${who}` : "Call");
}

/** The days of the promises that are kept. */
function keptBy({ logged, isAttempt, promise, line }) {
  if (promise) return [dayOf(promise)];
  return logged && !isAttempt && line.includes("promised for") ? [dayOf(line)] : [];
}

function ticked(line, sign) {
  return line.replace("[ ]", `[${sign}]`);
}

/** The page with the user's hand on it, and what was done to each entry. */
function filled(page) {
  const deeds = [];
  const parts = entries(page).map((part) => {
    if (!part.startsWith("- [ ] ")) return part;
    const n = deeds.length;
    const deed = DEEDS[n % DEEDS.length](part, n);
    deeds.push({ ...deed, note: /(n\d+)(%20| )a/.exec(part)[1], line: part.split("\n")[0] });
    return deed.entry;
  });
  return { page: parts.join("").replace("\n<!-- rekindle:page", `\n## Mine\n\n${OWN}\n\n<!-- rekindle:page`), deeds };
}

/** Words as a reader sees them. */
function words(text) {
  return text.replace(/^\s*[-*+] +/gm, "- ").replace(/[\\*_]/g, "").replace(/\s+/g, " ").trim();
}

/** The day of November that a sentence of the page names. */
function dayOf(sentence) {
  return /romised for (\d+) November/.exec(sentence)[1];
}

/** A note has what the user said of its entry, and besides that it is what it was. */
function assertDone(deed, old, now) {
  const about = `${JSON.stringify(deed)}\n${now}`;
  const [, entry = "", title = ""] = /(^## 2026-11-21 (.*)\n[^]*?\n)(?=## )/m.exec(now) ?? [];
  assert.equal(/, no reply$|^Tried/.test(title), deed.isAttempt ?? false, about);
  assert.equal(words(entry.replace(`## ${TODAY} `, "").replace(", no reply", "")), words(deed.logged ?? ""), about);
  const rest = now.replace(entry, "");
  const kept = [...rest.matchAll(/^- \[x\] .*📅 2026-11-(\d+)$/gm)].map(([, day]) => day);
  assert.deepEqual(kept, keptBy(deed), about);
  assert.equal(rest.replaceAll("- [x]", "- [ ]"), old, about);
}

for (const links of ["markdown", "wikilink"]) {
  describe(`an agenda with ${links} links`, () => {
    let vault, page;
    before(() => {
      vault = clients(links);
      rekindle(vault, "agenda");
      page = pageOf(vault);
      assert.ok(entries(page).filter((part) => part.startsWith("- [ ] ")).length > 3 * DEEDS.length, page);
    });

    for (const [name, format] of Object.entries(FORMATTERS)) {
      test(`${name}: an untouched page says nothing`, async () => {
        const copy = copied(vault, await format(page));
        const { status, said } = rekindle(copy, "done");
        assert.match(said, /nothing is ticked/i);
        assert.equal(status, 0);
        assert.deepEqual(notes(copy), notes(vault));
        rekindle(copy, "agenda");
        assert.equal(pageOf(copy), page);
      });

      test(`${name}: notes get what the user said`, async () => {
        const hand = filled(page);
        const formatted = await format(hand.page);
        const copy = copied(vault, formatted);
        const { status, said } = rekindle(copy, "done");
        assert.equal(status, 0, `${said}\n${formatted}`);
        const [old, now] = [notes(vault), notes(copy)];
        for (const deed of hand.deeds) {
          const note = Object.keys(old).find((file) => file.startsWith(`${deed.note} `));
          assertDone(deed, old[note], now[note]);
        }
        assert.ok(words(pageOf(copy)).includes(OWN));
        for (const { stays } of hand.deeds.filter((deed) => deed.stays)) assert.ok(words(pageOf(copy)).includes(stays), stays);
        // In any order, and no second time.
        const renewed = copied(vault, formatted);
        for (const command of ["agenda", "done", "agenda", "done"]) rekindle(renewed, command);
        assert.deepEqual(notes(renewed), now);
      });
    }
  });
}
