#!/usr/bin/env bash
# Makes a small Debian or Ubuntu of the release that runs here, in a folder of its own: no Python, no compiler, no fonts.
#     packaging/linux/fresh_system.sh make FOLDER          the system alone (mmdebstrap; needs root)
#     packaging/linux/fresh_system.sh install FOLDER DEB   a package and what it depends on, by that system's apt
# Exit status 3: it can't be made here, for the reason that is printed.
set -euo pipefail

cannot() {
    printf 'fresh_system: %s\n' "$*" >&2
    exit 3
}

make_system() {
    local folder=$1 release
    [[ $(uname) == Linux && $(id -u) == 0 ]] || cannot "only root on Linux can make a system in a folder"
    command -v mmdebstrap >/dev/null || cannot "mmdebstrap is not installed"
    release=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
    rm -rf --one-file-system "$folder"
    mkdir -p "$(dirname "$folder")"
    mmdebstrap --quiet --variant=apt --mode=root \
        --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-include=/usr/share/doc/redactor/*' \
        "$release" "$folder" || cannot "mmdebstrap could not make a system of the release '$release'"
}

install_package() {
    local folder=$1 package=$2
    cp /etc/resolv.conf "$folder/etc/resolv.conf"
    ln -f "$package" "$folder/tmp/redactor.deb" 2>/dev/null || cp "$package" "$folder/tmp/redactor.deb"
    inside() {
        chroot "$folder" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
    }
    inside apt-get -q update
    inside apt-get -q -y --no-install-recommends -o APT::Sandbox::User=root install /tmp/redactor.deb
    rm -f "$folder/tmp/redactor.deb"
}

case ${1:-} in
make) make_system "$2" ;;
install) install_package "$2" "$3" ;;
*) cannot "usage: fresh_system.sh make FOLDER | install FOLDER DEB" ;;
esac
