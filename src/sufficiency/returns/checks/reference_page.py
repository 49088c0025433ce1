"""The reference page of findings, written from the declarations.

python -m sufficiency.returns.checks.reference_page docs/reference/findings.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from sufficiency.returns.checks import CHECKS, THEMES
from sufficiency.returns.checks.declaration import EACH, SEVERITIES, Check
from sufficiency.returns.checks.measures_changed import EVERYTHING

INTRODUCTION = """# Findings

Every load checks the return and writes down what it finds, with the edition. This page lists all {number} checks. It is
written from their declarations: do not edit it, run `python -m sufficiency.returns.checks.reference_page
docs/reference/findings.md`.

- **error**: a figure will be wrong, or the rows contradict each other.
- **warning**: a figure may be wrong.
- **note**: worth knowing; nothing may be wrong.

A finding never stops a load. Its sentence says what is wrong, what the system did where the rules decide, and
what to do. Episodes are judged as the figures count them: the newest row of each, over all years loaded
(methodology D2). "Like" gives the numbers of the return's own validation rules that look for much the same.
"""


def page() -> str:
    """The whole page as Markdown."""
    parts = [INTRODUCTION.format(number=len(CHECKS)), _overview()]
    for theme, checks in THEMES.items():
        parts.append(f"## {theme}\n")
        parts.extend(_entry(check) for check in checks)
    return "\n".join(parts)


def _overview() -> str:
    lines = ["| theme | " + " | ".join(f"{severity}s" for severity in SEVERITIES) + " |", "|---|---|---|---|"]
    for theme, checks in THEMES.items():
        counts = [sum(check.severity == severity for check in checks) for severity in SEVERITIES]
        lines.append(f"| [{theme}](#{_anchor(theme)}) | " + " | ".join(str(count) for count in counts) + " |")
    return "\n".join(lines) + "\n"


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _entry(check: Check) -> str:
    table = "any table" if check.table == EACH else f"`{check.table}`"
    field = (
        "" if check.field is None else ", the field at fault" if check.field == EACH else f", `{check.field}`"
    )
    every = set(check.measures) == set(EVERYTHING)
    measures = (
        "every measure" if every else ", ".join(f"`{name}`" for name in check.measures) or "no measure yet"
    )
    lines = [
        f"### {check.code}\n",
        f"**{check.severity}** in {table}{field}: {check.title}.\n",
        f"{check.why}\n",
        f"> {_example(check.says)}\n",
        f"- Can change: {measures}.",
    ]
    if check.see:
        lines.append(f"- Like: {', '.join(check.see)}.")
    return "\n".join(lines) + "\n"


def _example(says: str) -> str:
    """The sentence with its blanks in angle brackets: what the analyst will read."""
    return (
        says.replace("{", "‹")
        .replace("}", "›")
        .replace(":date", "")
        .replace(":count", "")
        .replace(":text", "")
    )


def main(arguments: Sequence[str]) -> None:
    """Writes the page to the file named, or to the screen."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())


if __name__ == "__main__":
    main(sys.argv[1:])
