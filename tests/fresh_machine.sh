#!/bin/sh
# On a bare Debian 12 (made by debootstrap, entered by chroot): does a clean clone of what is committed build, score
# its example and pass its tests? Needs root, debootstrap and the network.
# MIRROR: of Debian packages, default that of debootstrap. Exit 0 when all went well.
set -eu
cd "$(dirname "$0")/.."
machine=$(mktemp -d "${TMPDIR:-/var/tmp}/ictscore-fresh.XXXXXX")

leave() {
    umount "$machine/proc" 2>/dev/null || true
    rm -rf --one-file-system "$machine"
}
trap leave EXIT
trap 'exit 130' INT TERM

inside() {
    chroot "$machine" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C \
        http_proxy="${http_proxy-}" https_proxy="${https_proxy-}" sh -c "$1"
}

echo "---- a bare Debian 12 in $machine"
debootstrap --variant=minbase bookworm "$machine" ${MIRROR:-} >"$machine.log" 2>&1 || {
    tail -n 20 "$machine.log"
    exit 1
}
rm -f "$machine.log"
cp /etc/resolv.conf "$machine/etc/resolv.conf"
for file in /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99*; do
    [ ! -f "$file" ] || cp "$file" "$machine/etc/apt/apt.conf.d/"
done
mount -t proc proc "$machine/proc"

git clone -q . "$machine/root/ictscore"
[ ! -d ../shared ] || cp -rL ../shared "$machine/root/shared"

echo "---- make, as README.md says"
inside "apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends make" \
    >"$machine/root/make.log" 2>&1 || {
    tail -n 20 "$machine/root/make.log"
    exit 1
}
echo "---- make demo"
inside "cd /root/ictscore && make demo"
echo "---- make test"
inside "cd /root/ictscore && make test"
