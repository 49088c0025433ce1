#!/bin/sh
# Makes .venv with Python 3.11 or newer; on a bare Debian it first installs what Debian splits off Python.
set -eu
[ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && exit 0

python=""
for candidate in python3.11 python3 python3.12 python3.13; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Sufficiency needs Python 3.11 or newer, and none was found. On Debian: apt-get install python3" >&2
    exit 1
fi

echo "Making a Python environment in .venv ..."
rm -rf .venv
if ! "$python" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
        echo "Python's venv module is missing. On Debian, as root: apt-get install python3-venv" >&2
        exit 1
    fi
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends "python$version-venv"
    "$python" -m venv .venv
fi
