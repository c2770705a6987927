#!/usr/bin/env bash
# Makes build/package/redactor-VERSION-macos-MACHINE.dmg, unsigned, from build/package/dist/Redactor.app (package.sh makes it).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[[ $(uname) == Darwin ]] || { echo "make_dmg: only macOS has hdiutil" >&2 && exit 1; }

version=$(python3 packaging/version.py)
made=build/package/redactor-$version-macos-$(uname -m).dmg
inside=build/package/dmg
rm -rf "$inside" "$made"
mkdir -p "$inside"
ditto build/package/dist/Redactor.app "$inside/Redactor.app"
# On Apple's own processors nothing runs without a signature; this one says nothing of who made it.
codesign --force --deep --sign - "$inside/Redactor.app"
cp -R build/package/dist/redactor/licences "$inside/licences"
ln -s /Applications "$inside/Applications"
cat >"$inside/READ ME FIRST.txt" <<'TEXT'
Drag Redactor onto Applications. The program is not signed by a developer known to Apple: the first time, control-click it,
choose Open, and confirm. (Or: System Settings, Privacy & Security, Open Anyway.)
首次打开：按住 Control 键点按应用，选择“打开”并确认。本程序未经 Apple 认证的开发者签名。
TEXT
hdiutil create -volname "redactor $version" -srcfolder "$inside" -fs HFS+ -format UDZO -ov "$made"
rm -rf "$inside"
echo "$made"
