"""Markdown on standard input to HTML on standard output, by cmark-gfm."""

import sys

import cmarkgfm
from cmarkgfm.cmark import Options

markdown = sys.stdin.buffer.read().decode()
if sys.argv[1] == "gfm":
    # GitHub's own, but HTML as it is: none may come through.
    extensions = ["table", "autolink", "strikethrough", "tasklist"]
    html = cmarkgfm.markdown_to_html_with_extensions(markdown, options=Options.CMARK_OPT_UNSAFE, extensions=extensions)
else:
    html = cmarkgfm.markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
sys.stdout.buffer.write(html.encode())
