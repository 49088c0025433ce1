"""The findings as one HTML page that needs nothing else: for an e-mail, a shared folder or a printer."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from sufficiency.cli.words import moment_in_words, several, years_in_words
from sufficiency.editions import Manifest

_STYLE = """
body { font-family: Arial, "Liberation Sans", sans-serif; font-size: 1rem; line-height: 1.5; color: #0b0c0c;
  background: #fff; max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.4rem; margin-top: 2.5rem; }
a { color: #1a65a6; } a:focus, [tabindex]:focus { outline: 3px solid #0b0c0c; background: #ffdd00; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #b1b4b6;
  overflow-wrap: anywhere; min-width: 3rem; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.message { min-width: 18rem; }
@media print { .skip { display: none; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def page(findings: Sequence[dict], titles: Mapping[str, str], manifest: Manifest) -> str:
    """The page: a summary by check, then each check's findings. `findings` sorted by severity and code.

    Everything that came from a file is escaped, and the page forbids scripts and requests of its own.
    """
    groups = [
        (key, list(rows)) for key, rows in groupby(findings, key=lambda one: (one["code"], one["severity"]))
    ]
    body = "".join(_section(code, severity, rows, titles) for (code, severity), rows in groups)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Findings in edition {escape(manifest.id)}</title>
<style>{_STYLE}</style>
</head>
<body>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<h1>Findings in edition {escape(manifest.id)}</h1>
<p>Made {escape(moment_in_words(manifest.made_at))} by {escape(manifest.by)} from the returns of \
{escape(years_in_words(manifest.years))}; {escape(manifest.status)}.</p>
</header>
<main id="findings">
{_summary(groups, titles)}{body}</main>
</body>
</html>
"""


def _summary(groups: Sequence[tuple[tuple[str, str], list[dict]]], titles: Mapping[str, str]) -> str:
    if not groups:
        return "<p>No findings.</p>\n"
    rows = "".join(
        f'<tr><th scope="row"><a href="#{escape(code)}-{escape(severity)}">{escape(code)}</a></th>'
        f'<td>{escape(severity)}</td><td class="number">{len(found):,}</td>'
        f"<td>{escape(titles.get(code, ''))}</td></tr>\n"
        for (code, severity), found in groups
    )
    total = sum(len(found) for _, found in groups)
    return _table(
        f"{several(total, 'finding')} by check",
        '<th scope="col">Check</th><th scope="col">Severity</th><th scope="col" class="number">Number</th>'
        '<th scope="col">What is wrong</th>',
        rows,
    )


def _section(code: str, severity: str, found: Sequence[dict], titles: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{_text(one['child'])}</td><td>{_text(one['file'])}</td>"
        f'<td class="number">{_text(one["row"])}</td><td>{_text(one["field"])}</td>'
        f'<td class="message">{_text(one["message"])}</td></tr>\n'
        for one in found
    )
    measures = sorted({measure for one in found for measure in one["measures"] or ()})
    changed = f"<p>Measures it can change: {escape(', '.join(measures))}.</p>\n" if measures else ""
    heading = f"{code}: {titles[code]}" if code in titles else code
    return (
        f'<section>\n<h2 id="{escape(code)}-{escape(severity)}">{escape(heading)}</h2>\n{changed}'
        + _table(
            several(len(found), severity),
            '<th scope="col">Child</th><th scope="col">File</th><th scope="col" class="number">Row</th>'
            '<th scope="col">Field</th><th scope="col">Finding</th>',
            rows,
        )
        + "</section>\n"
    )


def _table(caption: str, headings: str, rows: str) -> str:
    """A table that scrolls by itself where the screen is narrow, and can be reached by keyboard to do so."""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">\n'
        f"<table>\n<caption>{escape(caption)}</caption>\n<thead><tr>{headings}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )


def _text(value: object) -> str:
    return "" if value is None else escape(str(value))
