#!/bin/sh
# PDF documents are drawn with Pango and HarfBuzz, which come from Debian: installs what is missing of them.
set -eu
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation"
missing=""
if command -v dpkg-query >/dev/null 2>&1; then
    for package in $packages; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
    done
    [ -z "$missing" ] && exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "PDF documents need the libraries Pango and HarfBuzz, and a font. Install them and run this again." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
    $as_root true 2>/dev/null || {
        echo "PDF documents need libraries that are missing here. As root: apt-get install$missing" >&2
        exit 1
    }
fi
echo "Installing what PDF documents are drawn with:$missing ..."
$as_root apt-get update -qq
# shellcheck disable=SC2086 (one word for each package)
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
