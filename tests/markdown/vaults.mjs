// A vault in which every field of every note has something that means something to Markdown or HTML.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SIGNS = [
  "a", "Bo", "Ü", "東", "5", " ", "  ", "    ", "_", "__", "*", "**", "***", "`", "``", "~", "~~", "~~~", "[", "]", "(", ")", "](x)", "[x]",
  "[ ] ", "- [ ] ", "![x](y)", "[^1]", "[x]: y", "# ", "#", " #", "## ", "> ", ">", "- ", "-", "---", "+ ", "* ", "1. ", "12) ", "3.", "===", "=", "==",
  ":--", "|", "||", "|--|", "\\", "\\\\", "<", "</", "<b>", "<b", "<!--", "-->", "<?", "<![CDATA[", "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>", "<http://x.yz>", "<a@b.cd>", "&", "&lt;", "&lt", "&#60;", "&#x3c;", "&copy;", "&amp;", ";", "!", ":", ".", ",", "?",
  "'", '"', "http://", "https://x.yz/", "HTTPS://x.yz", "ftp://x.yz/", "www.", "www.x.yz/", "x.yz", "a@b.cd", "mailto:a@b.cd", "xmpp:a@b.cd/e",
  "?q=", "&r=", "%%", "%41", "$", "$$", "$5", "^", "{", "}", "{{ x }}", "@", ":x:", "\n", "\n\n", "\n- ", "\r\n# ", "\t", "\u00a0", "\u3000", "\u2028",
  "\u202e", "\u200b", "\u001b[1m", "\u0000", "🎉", "é", "e\u0301", "://", "//", "javascript:alert(1)",
];

/** The same texts each time: each sign first, last and amid letters, and long mixtures of signs. */
function* texts() {
  for (const sign of SIGNS) yield* [sign, `${sign}x`, `x${sign}`, `x ${sign} y`, `https://x.yz/${sign}a ${sign}b`, `${sign} https://x.yz`];
  let state = 1;
  const random = (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  for (;;) yield Array.from({ length: 1 + random(9) }, () => SIGNS[random(SIGNS.length)]).join("");
}

/** A folder with so many notes. */
export function nasty(count) {
  const all = texts();
  // A text that shows nothing would be none.
  const text = () => {
    const { value } = all.next();
    return /[^\p{C}\p{Z}]/u.test(value) ? value : `${value}x`;
  };
  const quoted = () => JSON.stringify(text());
  // In the body of a note, where a text ends with its line.
  const line = () => text().replace(/[\r\n\0]/g, " ");
  const folder = mkdtempSync(join(tmpdir(), "rekindle-markdown-"));
  mkdirSync(join(folder, "clients"));
  const team = Array.from({ length: 60 }, () => [JSON.stringify(`x${text()}`), quoted()]);
  const away = team.map(([name, cover]) => `  - {name: ${name}, away: {from: 2026-11-01, until: 2026-12-01, cover: ${cover}}}\n`);
  const occasion = `occasions:\n  - {name: ${quoted()}, date: 11-23, for: [active]}\n`;
  writeFileSync(join(folder, "rekindle.yaml"), `capacity: 100000\nfollow_up: 2 days\nteam:\n${away.join("")}${occasion}`);
  const kinds = [
    () => `status: lost\nsince: 2026-11-01\ncause: ${quoted()}\ninterests: [${quoted()}, ${quoted()}]\n`,
    () => `status: active\noccasions:\n  - {name: ${quoted()}, date: 11-25}\n  - {name: ${quoted()}, date: 2026-11-24}\n`,
    () => `status: prospect\ninterests: [${quoted()}, ${quoted()}, ${quoted()}]\ncadence: never\n`,
    () => `pause: {from: 2026-11-01, until: 2026-12-06, why: ${quoted()}}\n`,
    () => `status: ${quoted()}\ncadence: ${quoted()}\npriority: ${quoted()}\nsince: ${quoted()}\n`,
    () => `referred_by: 0\nsince: 2026-11-02\n`,
  ];
  const people = [
    () => `  - {name: ${quoted()}, email: ${quoted()}, primary: true}\n  - {name: ${quoted()}, left: 2026-11-03, now_at: ${quoted()}}\n`,
    () => `  - {name: ${quoted()}, away: {from: 2026-10-01, until: 2026-11-10, why: ${quoted()}}}\n  - {name: ${quoted()}, birthday: 11-24, phone: "1"}\n`,
    () => `  - {name: ${quoted()}, away: {from: 2026-11-01, until: 2026-12-10, why: ${quoted()}}}\n`,
    () => `  - {name: ${quoted()}, cadence: 2 weeks}\n  - ${quoted()}\n`,
    () => `  - {name: ${quoted()}, role: ${quoted()}, birthday: ${quoted()}}\n`,
  ];
  const bodies = [
    () => `## 2026-08-01 Call ${line()}\n\n- [ ] ${line()} due 2026-11-20\n- [ ] ${line()} by 2026-11-19\n- [ ] ${line()} 📅 2026-11-18\n`,
    () => `## 2026-09-01 Call\n## 2026-11-02 E-mail, no reply\n## 2026-11-05 E-mail, no reply\n`,
    () => `## 2026-11-28 ${line()}\n`,
    () => `## 2026-02-30 ${line()}\n## ${line()} 2026-13-01\n`,
    () => `## 2026-11-15 Call\n`,
    () => "",
    () => `## 2026-01-01 Mail #ask\n## 2026-01-02 Mail #ask\n## 2026-01-03 Mail #ask\n`,
  ];
  for (let n = 0; n < count; n++) {
    const pick = (list) => list[n % list.length]();
    const owner = n % 4 === 0 ? `owner: ${team[(n / 4) % team.length][0]}\n` : `owner: ${quoted()}\n`;
    const front = `name: ${quoted()}\ntags: [${quoted()}]\naliases: [${quoted()}]\n${owner}${pick(kinds)}contacts:\n${pick(people)}`;
    const stem = text().replace(/[/\0]/g, "").slice(0, 40);
    writeFileSync(join(folder, "clients", `${n}${stem}.md`), `---\n${front}---\n${pick(bodies)}`);
  }
  return folder;
}

const NAMES = [
  "Acme", "Harbor & Sons", "[Acme](https://acme.example)", "C# Partners", "Öl_und_Öl", "a*b*c", "1. Advent", "# hash", "- dash", "Büro <b>",
  "`code`", "x | y", "https://x.yz/a_b", "$5 & $6", "Call", "~~old~~", "back\\slash", "“Quotes” – and … dots", "snake_case_name", "東京", "!bang",
  "[ ] box", "**bold**", "The very long name of a company that has to be wrapped wherever it is", "+ plus", "_a_", "&amp; co", "1) one", "a@b.cd",
];

/** A vault of clients in good order, so linked: promises of equal text, birthdays, pauses, tags; some names are no joke to Markdown. */
export function clients(links) {
  const folder = mkdtempSync(join(tmpdir(), "rekindle-clients-"));
  writeFileSync(join(folder, "rekindle.yaml"), `links: ${links}\n`);
  const kinds = [
    () => "",
    () => "tags: [gdpr, pricing]\ninterests: [pricing, _GDPR_]\n",
    () => "contacts:\n  - {name: Dana R., birthday: 11-24}\n",
    () => "pause: {from: 2026-11-01, until: 2026-12-06, why: moving *house*}\n",
    () => "contacts:\n  - {name: Eva_M, email: eva_m@x.yz, primary: true}\n",
  ];
  const promises = [
    [],
    ["Send the table 📅 2026-11-10", "Send the table 📅 2026-11-12", "Send the table 📅 2026-11-17"],
    ["Ask for 2 * 3 seats in R&D_lab 📅 2026-11-19", "1. Advent card 📅 2026-11-20"],
  ];
  for (const [n, name] of NAMES.entries()) {
    const tasks = promises[n % promises.length].map((task) => `- [ ] ${task}\n`).join("");
    const front = `name: ${JSON.stringify(name)}\ncadence: 2 weeks\n${kinds[n % kinds.length]()}`;
    writeFileSync(join(folder, `n${n} a.md`), `---\n${front}---\n\n${tasks}\n## 2026-10-01 Call\n\nKept.\n`);
  }
  return folder;
}
