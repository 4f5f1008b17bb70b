#!/usr/bin/env bash
# Builds the image with buildah (as root, without a container engine) on a base made by debootstrap, starts the lab in it, and runs the main
# notebook there. Prints the image's size; the image is thrown away unless KEEP=DIRECTORY is given.
#
#   BASE         an image to build on instead of the one made here
#   SUITE        the Debian release of the base (default: the one that runs here, else bookworm)
#   MIRROR       where debootstrap takes it from
#   BASE_JDK     a JDK's home that is put into the base, as images with a JDK have one; without it the image takes Debian's
#   KEEP         keep storage and base here; further runs then use them again
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" = 0 ] || { echo "build-with-buildah: needs root, for chroot." >&2; exit 2; }
missing=()
for program in buildah debootstrap; do
    command -v "$program" >/dev/null || missing+=("$program")
done
if ((${#missing[@]})); then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)
server=
finish() {
    [ -z "$server" ] || kill -- "-$server" 2>/dev/null || true
    [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap finish EXIT

images() {
    local command=$1
    shift
    buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$command" "$@"
}

make_base() {
    local suite mirror container
    suite=${SUITE:-$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME" || echo bookworm)}
    mirror=${MIRROR:-http://deb.debian.org/debian}
    echo "-- base: Debian $suite${BASE_JDK:+ with $BASE_JDK}"
    if [ ! -e "$work/rootfs/made" ]; then
        rm -rf "$work/rootfs"
        debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/rootfs" "$mirror" >"$work/debootstrap.log" \
            || { tail -n 20 "$work/debootstrap.log" >&2; exit 1; }
        rm -rf "$work"/rootfs/var/cache/apt/archives/*.deb "$work"/rootfs/var/lib/apt/lists/*
        if [ -n "${BASE_JDK:-}" ]; then
            mkdir -p "$work/rootfs/opt/java"
            cp -rL "$BASE_JDK" "$work/rootfs/opt/java/openjdk"
        fi
        touch "$work/rootfs/made"
    fi
    container=$(images from scratch)
    images add --quiet "$container" "$work/rootfs" / >/dev/null
    [ -z "${BASE_JDK:-}" ] || images config --env JAVA_HOME=/opt/java/openjdk \
        --env PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    images commit --quiet --rm "$container" localhost/triceras-base >/dev/null
}

base=${BASE:-localhost/triceras-base}
if [ -z "${BASE:-}" ] && ! { [ -n "${KEEP:-}" ] && images inspect --type image "$base" >/dev/null 2>&1; }; then
    make_base
fi

echo "-- build"
options=(--isolation chroot --format docker --layers=false --build-arg "BASE=$base")
# What was downloaded already need not be again: Maven's local repository, and pip's settings and the local folders that they name.
if [ -d "$HOME/.m2/repository" ]; then
    options+=(--volume "$HOME/.m2/repository:/root/.m2/repository")
fi
PIP_RETRIES=${PIP_RETRIES:-0} # nobody waits for an index that does not answer
for name in PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_NO_INDEX PIP_RETRIES; do
    [ -z "${!name:-}" ] || options+=(--build-arg "$name=${!name}")
done
if [ -f /etc/pip.conf ] || [ -n "$(python3 -m pip config list 2>/dev/null || true)" ]; then
    urls=$(python3 -m pip config get global.extra-index-url 2>/dev/null || true)
    [ -z "$urls" ] || options+=(--build-arg "PIP_EXTRA_INDEX_URL=$urls")
    for url in $urls; do
        folder=${url#file://}
        [ "$folder" = "$url" ] || [ ! -d "$folder" ] || options+=(--volume "$(dirname "$folder"):$(dirname "$folder"):ro")
    done
fi
started=$SECONDS
images build "${options[@]}" -t localhost/triceras-lab -f "$root/docker/Dockerfile" "$root"
size=$(images images --json localhost/triceras-lab | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["size"])')
echo "-- built in $((SECONDS - started)) s; size $size"

container=$(images from localhost/triceras-lab)
inside() {
    images run --isolation chroot --user lab "$container" -- "$@"
}

echo "-- the lab answers, to those who have the token"
port=$((20000 + RANDOM % 10000))
token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
set -m # a process group of its own, so that all of it can be ended
images run --isolation chroot --user lab --env "JUPYTER_TOKEN=$token" --env LAB_IP=127.0.0.1 --env "LAB_PORT=$port" "$container" \
    -- start-lab >"$work/lab.log" 2>&1 &
server=$!
set +m
status() { # the HTTP status of an address of the lab
    python3 -c '
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=5).status)
except urllib.error.HTTPError as e:
    print(e.code)
except OSError as e:
    print(e)' "http://127.0.0.1:$port$1"
}
check() { # what came, what was expected, of what
    [ "$1" = "$2" ] || { echo "$3: expected $2, got $1" >&2; tail -n 30 "$work/lab.log" >&2; exit 1; }
}
for _ in $(seq 120); do
    [ "$(status /api)" != 200 ] || break
    sleep 0.5
done
check "$(status /api)" 200 "the health check's address"
inside env "LAB_PORT=$port" lab-is-healthy
check "$(status /api/contents)" 403 "contents without the token"
check "$(status "/api/contents?token=$token")" 200 "contents with the token"
check "$(status "/api/contents/notebooks/en/01-first-model.ipynb?content=0&token=$token")" 200 "the notebook in the volume"
check "$(status "/api/contents/docs/kernel.md?content=0&token=$token")" 200 "the documentation that notebooks link to"
kill -- "-$server"
wait "$server" 2>/dev/null || true
server=

echo "-- the main notebook, inside"
inside sh -c 'id -un && java -version 2>&1 | head -n 1 && triceras doctor | grep -E "Java|Kernelspec"'
# What the image was built with is what its user starts with: the kernel, and the classes prepared for it.
inside sh -c 'triceras doctor | grep -q "^Kernelspec  *triceras in /opt/lab/" \
    && archive=$(grep -o "SharedArchiveFile=[^\"]*" /opt/lab/share/jupyter/kernels/triceras/kernel.json) && test -r "${archive#*=}"'
inside jupyter nbconvert --log-level=WARN --to notebook --execute --ExecutePreprocessor.timeout=600 \
    --output-dir /tmp --output executed.ipynb /opt/triceras/notebooks/en/01-first-model.ipynb
inside python3 -c '
import json
cells = json.load(open("/tmp/executed.ipynb"))["cells"]
outputs = [output for cell in cells for output in cell.get("outputs", [])]
pictures = sum("image/svg+xml" in output.get("data", {}) for output in outputs)
accuracy = [line for output in outputs for line in "".join(output.get("text", "")).splitlines() if line.startswith("test accuracy")]
print(f"{pictures} pictures; {accuracy[0]}")
assert pictures >= 3 and float(accuracy[0].split()[-1]) > 0.95'
inside triceras run /opt/triceras/notebooks/en/01-first-model.ipynb --out /tmp/own.ipynb >/dev/null
echo "-- all well; $size"
