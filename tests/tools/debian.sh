#!/bin/sh
# Sees to the programs that tests need: installs Debian's packages as root, else says what is missing.
# Arguments: package names. A browser of another make counts where the tests would find it.
set -u

there() {
  case "$1" in
    nodejs) command -v node ;;
    chromium) command -v chromium || command -v chromium-browser ;;
    xvfb) command -v Xvfb ;;
    gnome-keyring) command -v gnome-keyring-daemon ;;
    dbus-x11) command -v dbus-launch && command -v dbus-run-session ;;
    *) command -v "$1" ;;
  esac >/dev/null 2>&1
}

missing=""
for package in "$@"; do there "$package" || missing="$missing $package"; done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing$missing" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null && apt-get install -qq -y --no-install-recommends $missing >/dev/null
  still=""
  for package in $missing; do there "$package" || still="$still $package"; done
  missing="$still"
fi
if [ -n "$missing" ]; then
  echo "The tests need$missing. On Debian and Ubuntu: sudo apt-get install$missing" >&2
  exit 1
fi
