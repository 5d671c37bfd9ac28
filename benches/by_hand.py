"""What a script of one's own costs: front matter by python-frontmatter, dated headings by a regular expression."""

import pathlib
import re
import sys

import frontmatter

DATED = re.compile(r"^## (\d{4}-\d{2}-\d{2}) (.*)$", re.MULTILINE)
LATEST = {}
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    note = frontmatter.load(path)
    days = [day for day, title in DATED.findall(note.content) if "no answer" not in title]
    LATEST[str(path)] = (note.get("status"), max(days, default=None))
print(len(LATEST))
