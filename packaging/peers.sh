#!/usr/bin/env bash
# Makes an environment for each program that `make bench-peers` compares with, in build/peers, from the package index.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

python=${PYTHON:-.venv/bin/python}
for package in dicognito==0.19.0 deid==0.4.11 dicom-anonymizer==2.1.0; do
    place=build/peers/${package%%==*}
    [[ -f $place/.ready ]] && continue
    rm -rf "$place"
    "$python" -m venv "$place"
    # The version that is known to work here, else the newest that there is.
    "$place/bin/python" -m pip install -q --disable-pip-version-check "$package" setuptools ||
        "$place/bin/python" -m pip install -q --disable-pip-version-check "${package%%==*}" setuptools
    touch "$place/.ready"
done
