// Markdown to HTML, as other programs do it.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { markdownToHTML } from "comrak";
import markdownIt from "markdown-it";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

const LARGEST = 1 << 28;

function itself(markdown) {
  const it = markdownIt({ html: true, linkify: true });
  // It shows `%41` in an address as `A`, which is a matter of taste.
  it.normalizeLinkText = (text) => text;
  it.normalizeLink = (text) => text;
  return it.render(markdown);
}

/** The GFM of GitHub itself, or CommonMark. */
function cmark(markdown, manner) {
  const script = fileURLToPath(new URL("cmark.py", import.meta.url));
  return execFileSync(process.env.PYTHON, [script, manner], { input: markdown, encoding: "utf8", maxBuffer: LARGEST });
}

const COMRAK = {
  extension: { autolink: true, footnotes: true, strikethrough: true, table: true, tasklist: true },
  parse: { relaxedAutolinks: true },
  render: { unsafe: true },
};

export const RENDERERS = {
  "cmark-gfm": (markdown) => cmark(markdown, "gfm"),
  "cmark": (markdown) => cmark(markdown, "commonmark"),
  "comrak": (markdown) => markdownToHTML(markdown, COMRAK),
  "markdown-it": itself,
  "micromark with GFM": (markdown) =>
    micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true, allowDangerousProtocol: true }),
};
