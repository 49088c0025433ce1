#!/bin/sh
# The tests of production put Debian's nginx before the pages: installs it where it is missing, and leaves none running.
set -eu
PATH=$PATH:/usr/sbin
command -v nginx >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests of production need a program called nginx on the PATH. Install it and run this again." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
    $as_root true 2>/dev/null || {
        echo "The tests of production need nginx. As root: apt-get install nginx" >&2
        exit 1
    }
fi
echo "Installing nginx for the tests of production ..."
# Debian starts a web server as soon as it is installed; nobody asked for one here.
running=""
[ -d /run/systemd/system ] && running=yes
[ -z "$running" ] || $as_root systemctl --quiet mask nginx.service
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx >/dev/null
[ -z "$running" ] || { $as_root systemctl --quiet unmask nginx.service; $as_root systemctl --quiet disable nginx.service; }
