#!/bin/sh
# The suite counts on Apache Spark too, which runs on Java 17; it comes from Debian where there is none.
set -eu
if command -v java >/dev/null 2>&1; then
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The suite counts on Apache Spark too, which needs Java 17. Install it and run this again." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo -n"
    $as_root true 2>/dev/null || {
        echo "The suite needs Java 17. As root: apt-get install openjdk-17-jre-headless" >&2
        exit 1
    }
fi
echo "Installing Java for Apache Spark ..."
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless >/dev/null
