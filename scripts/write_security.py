"""Writes the readable pages of docs/security anew: the table of OWASP ASVS, and the picture of the flow of data.

Run it after a change of docs/security/asvs.csv or of the flow below; a test fails when they are stale.
"""

import csv
import html
from collections import Counter
from pathlib import Path

SECURITY = Path(__file__).parents[1] / "docs" / "security"
CHAPTERS = {
    "1": "Input and output", "2": "Checks and limits of the work", "3": "Browsers", "4": "HTTP", "5": "Files",
    "6": "Signing in", "7": "Sessions", "8": "Who may do what", "9": "Signed tokens", "10": "Single sign-on and tokens",
    "11": "Cryptography", "12": "Connections", "13": "Configuration", "14": "Data", "15": "How it is made",
    "16": "Logs and faults", "17": "WebRTC",
}  # fmt: skip

# (name, x, y, width, height, what kind of box, lines of text)
BOXES = [
    ("case", 20, 70, 190, 64, "outside", ["Council's case system", "SSDA903 return, files"]),
    ("people", 20, 230, 190, 64, "outside", ["People of the council", "by role, second factor"]),
    ("provider", 20, 390, 190, 64, "outside", ["Single sign-on", "who somebody is, groups"]),
    ("web", 290, 230, 190, 64, "ours", ["Web server", "https ends here"]),
    ("service", 560, 230, 200, 64, "ours", ["Service and worker", "rules, then pages and API"]),
    ("editions", 560, 70, 200, 64, "kept", ["Editions (files)", "returns, histories, findings"]),
    ("database", 560, 390, 200, 64, "kept", ["Database", "people, audit, decisions"]),
    ("backup", 850, 390, 190, 64, "kept", ["Backups", "encrypted"]),
    ("papers", 850, 70, 190, 64, "outside", ["Papers, members", "no number from 1 to 5"]),
    ("child", 850, 170, 190, 64, "outside", ["A child's own copy", "no one else's address"]),
    ("analysts", 850, 270, 190, 64, "outside", ["Analysts", "extract without names"]),
]
# (from, to, label, dx, dy of the label)
FLOWS = [
    ("case", "web", "1 files sent", 0, -8), ("people", "web", "2 forms", 0, -8), ("provider", "web", "3 signed token", 0, 16),
    ("web", "service", "4 requests", 0, -8), ("service", "editions", "5 new edition", 52, 0),
    ("service", "database", "6 audit, changes", 58, 0), ("database", "backup", "7 backup", 0, -8),
    ("editions", "papers", "8 figures", 0, -8), ("service", "child", "9 copy", 0, -10), ("service", "analysts", "10 extract", 0, 18),
]  # fmt: skip


def asvs_rows() -> list[dict[str, str]]:
    with (SECURITY / "asvs.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def asvs_page() -> str:
    """The table by chapter, with how many are tested, do not apply, or are open."""
    rows = asvs_rows()
    states = Counter(row["state"] for row in rows)
    lines = [
        "# OWASP ASVS 5.0, levels 1 and 2",
        "",
        "<!-- Written by scripts/write_security.py from asvs.csv. Change that, not this page. -->",
        "",
        f"All {len(rows)} requirements of the two levels: {states['tested']} are tested, {states['does not apply']} do not apply, "
        f"{states['open']} are open. Numbers are the standard's; the words are ours and short, so read them beside it. A test of "
        "the suite fails where a number is missing, or a named test is not there.",
        "",
        "## What is open",
        "",
        "| Number | What | Why |",
        "|---|---|---|",
        *(
            f"| {row['number']} | {row['topic']} | {row['test or reason']} |"
            for row in rows
            if row["state"] == "open"
        ),
    ]
    for chapter, title in CHAPTERS.items():
        own = [row for row in rows if row["number"].split(".")[0] == chapter]
        lines += [
            "",
            f"## {chapter}. {title}",
            "",
            "| Number | Level | What | State | Test or reason |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {row['number']} | {row['level']} | {row['topic']} | {row['state']} | {_proof(row)} |"
            for row in own
        ]
    return "\n".join(lines) + "\n"


def _proof(row: dict[str, str]) -> str:
    if row["state"] != "tested":
        return row["test or reason"]
    path, name = row["test or reason"].split("::")
    return f"[{name.removeprefix('test_').replace('_', ' ')}](../../{path})"


def data_flow() -> str:
    """The picture as SVG: no script, no font or picture from elsewhere; its text says the same in words."""
    places = {name: (x, y, width, height) for name, x, y, width, height, *_ in BOXES}
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1060 490" role="img" aria-labelledby="title words" '
        'font-family="Arial, Liberation Sans, sans-serif" font-size="14">',
        '<title id="title">How data flows</title>',
        f'<desc id="words">{html.escape("; ".join(f"{a} to {b}: {label}" for a, b, label, *_ in FLOWS))}</desc>',
        '<defs><marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 10 5 0 10z" fill="#333"/></marker></defs>',
        '<rect width="1060" height="490" fill="#fff"/>',
        '<rect x="265" y="30" width="520" height="445" fill="none" stroke="#1d4f7c" stroke-width="2" stroke-dasharray="8 5"/>',
        '<text x="277" y="52" fill="#1d4f7c" font-weight="bold">The council\'s own machines</text>',
    ]
    for start, end, label, dx, dy in FLOWS:
        x1, y1, x2, y2 = _line(places[start], places[end])
        parts.append(
            f'<path d="M{x1} {y1} {x2} {y2}" stroke="#333" stroke-width="1.5" marker-end="url(#end)"/>'
        )
        parts.append(f'<text x="{(x1 + x2) // 2 + dx}" y="{(y1 + y2) // 2 + dy}" text-anchor="middle" stroke="#fff" stroke-width="4" paint-order="stroke">{html.escape(label)}</text>')  # fmt: skip
    for _name, x, y, width, height, kind, lines in BOXES:
        fill, dash = {"outside": ("#f3f2f1", ""), "ours": ("#d9e7f2", ""), "kept": ("#e9f1e4", ' rx="14"')}[
            kind
        ]
        parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{fill}" stroke="#333"{dash}/>'
        )
        for place, text in enumerate(lines):
            weight = ' font-weight="bold"' if place == 0 else ""
            parts.append(f'<text x="{x + width // 2}" y="{y + 27 + 21 * place}" text-anchor="middle"{weight}>{html.escape(text)}</text>')  # fmt: skip
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(start: tuple, end: tuple) -> tuple[int, int, int, int]:
    """From the side of one box that faces the other, to the side of the other that faces it."""
    (x1, y1, w1, h1), (x2, y2, w2, h2) = start, end
    if x1 + w1 <= x2:
        return x1 + w1, y1 + h1 // 2, x2, y2 + h2 // 2
    if y1 + h1 <= y2:
        return x1 + w1 // 2, y1 + h1, x2 + w2 // 2, y2
    return x1 + w1 // 2, y1, x2 + w2 // 2, y2 + h2


def write() -> None:
    (SECURITY / "asvs.md").write_text(asvs_page(), encoding="utf-8")
    (SECURITY / "data-flow.svg").write_text(data_flow(), encoding="utf-8")


if __name__ == "__main__":
    write()
