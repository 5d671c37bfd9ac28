// Programs that lay Markdown out anew, in manners that people set. Some know neither tasks nor wikilinks, and escape them.
import { execFileSync } from "node:child_process";
import * as prettier from "prettier";
import { remark } from "remark";
import remarkGfm from "remark-gfm";

function pretty(options) {
  return (markdown) => prettier.format(markdown, { parser: "markdown", ...options });
}

function marked(plugins, settings) {
  return async (markdown) => String(await remark().use(plugins).use({ settings }).process(markdown));
}

function mdformat(...options) {
  return (markdown) => execFileSync(process.env.PYTHON, ["-m", "mdformat", ...options, "-"], { input: markdown, encoding: "utf8" });
}

export const FORMATTERS = {
  "Prettier": pretty({}),
  "Prettier, lines wrapped": pretty({ proseWrap: "always", printWidth: 80 }),
  "Prettier, lines wrapped short": pretty({ proseWrap: "always", printWidth: 40, tabWidth: 4 }),
  "Prettier, lines joined": pretty({ proseWrap: "never", tabWidth: 4 }),
  "Prettier, tabs": pretty({ proseWrap: "preserve", tabWidth: 4, useTabs: true }),
  "remark": marked([remarkGfm], {}),
  "remark, pluses and tabs": marked([remarkGfm], { bullet: "+", listItemIndent: "tab", emphasis: "_", strong: "_" }),
  "remark, dashes and underlined headings": marked([remarkGfm], { bullet: "-", listItemIndent: "mixed", setext: true }),
  "remark without GFM": marked([], {}),
  "mdformat": mdformat("--extensions", "gfm"),
  "mdformat, lines wrapped": mdformat("--extensions", "gfm", "--wrap", "80"),
  "mdformat, lines joined": mdformat("--extensions", "gfm", "--wrap", "no", "--number"),
  "mdformat without GFM": mdformat("--no-extensions"),
  "mdformat without GFM, lines wrapped": mdformat("--no-extensions", "--wrap", "80"),
};
