#!/bin/sh
# The browser tests drive Debian's Chromium: installs it where it is missing.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need a program called chromium on the PATH. Install it and run this again." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
    $as_root true 2>/dev/null || {
        echo "The browser tests need Chromium. As root: apt-get install chromium fonts-liberation" >&2
        exit 1
    }
fi
echo "Installing Chromium for the browser tests ..."
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
