#!/usr/bin/env bash
# Checks the program, stopping at the first fault.   packaging/test.sh tests [PYTEST OPTIONS]   checks, then tests
#                                                    packaging/test.sh checks                   checks alone
#                                                    packaging/test.sh package [PYTEST OPTIONS] the frozen program
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

purpose=${1:-tests}
[[ $# == 0 ]] || shift

step() {
    local name=$1 status=0
    shift
    printf '\n== %s\n' "$name"
    "$@" || status=$?
    ((status == 0)) || die "$name: failed with status $status, as said above; the steps after it were not run"
}

python() { .venv/bin/python "$@"; }

prepare dev

# The fresh system is made while the program is frozen: the one waits for files, the other for the processor.
test_package() {
    local packages='' making=''
    for tool in mmdebstrap:mmdebstrap strip:binutils Xvfb:xvfb import:imagemagick update-mime-database:shared-mime-info; do
        command -v "${tool%%:*}" >/dev/null || packages+=" ${tool#*:}"
    done
    # What is collected from this system, or named by what is.
    packages+=" $(missing_packages "$QT_LIBRARIES $WINDOW_LIBRARIES $WAYLAND_LIBRARIES")"
    # shellcheck disable=SC2086 # a list of words
    [[ -z ${packages// /} ]] || apt_install $packages || warn "going on without; tests that need them are skipped and say so"
    mkdir -p build/package
    bash packaging/linux/fresh_system.sh make build/package/system >build/package/system.log 2>&1 &
    making=$!
    step "freeze" bash packaging/package.sh
    wait "$making" || warn "no fresh system: $(tail -n 1 build/package/system.log)"
    QT_QPA_PLATFORM=offscreen step "packages" python -m pytest tests/packaging/test_installed.py "$@"
}
if [[ $purpose == package ]]; then
    test_package "$@"
    exit 0
fi

step "format (make format repairs it)" python -m ruff format --check .
step "lint" python -m ruff check .
step "types" python -m mypy
step "imports" python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo
[[ $purpose != checks ]] || exit 0

# One test looks at the real window, on a virtual X display that it starts for itself.
packages=$(missing_packages "$QT_LIBRARIES $WINDOW_LIBRARIES")
command -v Xvfb >/dev/null || packages+=' xvfb'
command -v dcmdump >/dev/null || packages+=' dcmtk' # a second reader of what is written
command -v dciodvfy >/dev/null || packages+=' dicom3tools' # says whether it conforms
command -v gnome-keyring-daemon >/dev/null && command -v dbus-run-session >/dev/null || packages+=' gnome-keyring dbus' # a real key store
for font in fonts-dejavu-core:DejaVuSans.ttf fonts-noto-cjk:NotoSansCJK-Regular.ttc; do
    [[ $(uname) != Linux || -n $(find /usr/share/fonts -name "${font#*:}" 2>/dev/null) ]] || packages+=" ${font%:*}"
done
# shellcheck disable=SC2086 # a list of words
[[ -z ${packages// /} ]] || apt_install $packages || warn "going on without; tests that need them are skipped and say so"
[[ -z $(missing_packages "$QT_LIBRARIES") ]] || die "tests: not even a hidden window can be made without those libraries"

# Each test makes its windows without a screen, unless it asks for one.
export QT_QPA_PLATFORM=offscreen
step "tests" python -m pytest -n 2 -m "not slow" "$@"
