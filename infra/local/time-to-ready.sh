#!/usr/bin/env bash
# How long a server takes until it is ready, by both routes, on the OpenStack that the OS_* variables name: bootstrapped
# from the base image by its user data, and booted from the image that was baked of it. DEVCLOUD_FLAVOR, DEVCLOUD_IMAGE
# and DEVCLOUD_NETWORK say what to boot; DEVCLOUD_GUEST_HOST is this host's address as guests reach it. Prints one line
# per figure, and leaves nothing behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
: "${OS_AUTH_URL:?source an openrc file first}"

./mvnw -B -ntp -q package -DskipTests
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! ./mvnw -B -ntp -Preal-cloud failsafe:integration-test failsafe:verify -Dit.test=GuestStoryIT >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
grep '^bench time-to' "$log"
