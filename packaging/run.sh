#!/usr/bin/env bash
# Opens the program on the sample case; without a usable display, does the same job on the command line.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

prepare run

# Prints the name of Qt's platform and how many font families it has, all and Chinese. Run apart from the program,
# with a limit: on a dead display Qt aborts the whole process, and a remote one may never answer.
probe_qt() {
    local limit=()
    ! command -v timeout >/dev/null || limit=(timeout 20)
    mkdir -p build
    (
        ulimit -c 0
        ${limit[@]+"${limit[@]}"} .venv/bin/python -I -c '
from PySide6.QtGui import QFontDatabase, QGuiApplication

app = QGuiApplication([])
chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
print(app.platformName(), len(QFontDatabase.families()), len(chinese))'
    ) 2>build/probe.log </dev/null
}

# Succeeds if a window can be opened; installs what the window needs if it is missing.
has_display() {
    local found packages platform families chinese
    [[ $(uname) != Darwin ]] || return 0
    names_a_display || return 1
    if ! found=$(probe_qt); then
        packages=$(missing_for_window)
        # shellcheck disable=SC2086 # a list of words
        [[ -n $packages ]] && apt_install $packages && found=$(probe_qt) || return 1
    fi
    read -r platform families chinese <<<"$found"
    case $platform in offscreen | minimal | vnc) return 1 ;; esac
    if ((families == 0 || chinese == 0)) && [[ ! -e .venv/.fonts-tried ]]; then
        : >.venv/.fonts-tried # letters shown as boxes are no reason to ask at every start
        apt_install fonts-dejavu-core fonts-noto-cjk || warn "without those fonts some letters are shown as boxes"
    fi
}

if has_display; then
    exec .venv/bin/python -m redactor --sample "$@"
fi

if names_a_display; then
    say "the display ${DISPLAY:-$WAYLAND_DISPLAY} can't be used (what Qt said: build/probe.log), so no window is opened"
else
    say "there is no display, so no window is opened"
    packages=$(missing_packages "$QT_LIBRARIES")
    # shellcheck disable=SC2086
    [[ -z $packages ]] || apt_install $packages || true # the job below may do without
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/redactor-sample-XXXXXX")
say "doing the same job on the command line: redactor sample --out $folder/out"
status=0
.venv/bin/python -m redactor sample --out "$folder/out" "$@" || status=$?
say "the results are in $folder"
pictures=$(find "$folder" -name '*.png' -exec dirname {} \; | sort -u)
[[ -z $pictures ]] || say "the pictures from before and after are in $pictures"
exit "$status"
