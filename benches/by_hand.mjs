// What a script of one's own costs in Node: front matter by gray-matter, dated headings by a regular expression,
// and who is due by the last contact and the rhythm, longest overdue first.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import matter from "gray-matter";

const DATED = /^## (\d{4}-\d{2}-\d{2}) (.*)$/gm;
const DAY = 24 * 60 * 60 * 1000;
const DAYS = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };

const [folder, today] = process.argv.slice(2);
const due = [];
for (const path of readdirSync(folder, { recursive: true })) {
  if (!path.endsWith(".md")) continue;
  // With options of its own a text is not kept: 100,000 of them would not fit.
  const { data, content } = matter(readFileSync(join(folder, path), "utf8"), {});
  if (data.status !== "active" && data.status !== "prospect") continue;
  const answered = [...content.matchAll(DATED)].filter(([, , title]) => !/no (answer|reply)|voicemail/i.test(title));
  const last = answered.map(([, day]) => day).sort().at(-1);
  const [, count, unit] = /^(\d+)? ?(day|week|month|quarter|year)/.exec(data.cadence ?? "3 months") ?? [];
  const wait = Number(count ?? 1) * (DAYS[unit] ?? 90);
  const over = last ? (Date.parse(today) - Date.parse(last)) / DAY - wait : Infinity;
  if (over >= 0) due.push({ name: data.name, last, over });
}
due.sort((one, two) => two.over - one.over);
for (const { name, last, over } of due) console.log(`${name}: ${over} days overdue, last contact ${last}`);
