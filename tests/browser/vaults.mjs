// Vaults for the browser: one of many clients, and one whose notes are meant to do harm.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes notes, given as pairs of a path and a text, to a folder of their own. */
function vault(notes) {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-browser-"));
  mkdirSync(join(folder, "clients"));
  writeFileSync(join(folder, "rekindle.yaml"), "owner: Hanna Lind\n");
  for (const [name, text] of notes) writeFileSync(join(folder, "clients", name), text);
  return folder;
}

const STATUSES = ["prospect", "active", "inactive", "former", "lost", "declined", "partner"];
const TITLES = ["Call with Dana", "Call, no answer", "E-mail on prices #value", "Lunch", "Zoom", "Voicemail", "Order"];

/** So many clients, the same ones each time, with a dozen entries each before the last of 2026. */
export function many(count) {
  const day = (n) => new Date(Date.UTC(2026, 10, 20) - n * 86_400_000).toISOString().slice(0, 10);
  return vault(
    Array.from({ length: count }, (_, n) => {
      const history = Array.from({ length: 12 }, (_, k) => {
        const title = TITLES[(n * 3 + k * 5) % TITLES.length];
        return `## ${day(((n * 7) % 90) + k * (20 + (n % 40)))} ${title}\n`;
      });
      const front = `name: Client ${n}\nstatus: ${STATUSES[n % 7]}\nowner: ${["Hanna Lind", "Tomas Okafor"][n % 2]}\n`;
      return [`client-${n}.md`, `---\n${front}tags: [tag-${n % 9}]\ncontacts: [Dana Reyes, Lee Park]\n---\n${history.join("")}`];
    }),
  );
}

/** Text that would run if any of it were taken for markup or script. */
const HARM = [
  "<script>window.harm = 1</script>",
  "<img src=x onerror='window.harm = 2'>",
  "\"><svg onload=window.harm=3>",
  "' onmouseover='window.harm = 4",
  "</style></title></textarea><script>window.harm = 5</script>",
  "{{ 7 * 7 }} {% raw %} ${window.harm = 6}",
  "]]><!-- --><script>window.harm=7</script>",
  "javascript:window.harm=8",
  "\u202egnp.exe &lt;b&gt; &amp;",
];

/** A client for each such text, in every place where a note has text. */
export function hostile() {
  const quoted = (text) => JSON.stringify(text);
  return vault(
    HARM.map((harm, n) => [
      // Slashes cannot stand in a file's name; all else can.
      `${n} ${harm.replaceAll("/", "")}.md`,
      `---
name: ${quoted(`${n} ${harm}`)}
owner: ${quoted(harm)}
tags: [${quoted(harm)}]
aliases: [${quoted(harm)}]
interests: [${quoted(harm)}]
cause: ${quoted(harm)}
status: former
contacts:
  - {name: ${quoted(harm)}, away: {from: 2026-11-01, until: 2026-11-10, why: ${quoted(harm)}}}
referred_by: ${quoted(harm)}
nonsense: ${quoted(harm)}
cadance: ${quoted(harm)}
---
- [ ] ${harm} by 2026-11-01

## 2026-10-01 Call ${harm}
`,
    ]),
  );
}

export { HARM };
