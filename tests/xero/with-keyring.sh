#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# with-keyring.sh CMD...: runs CMD with a private session bus and an unlocked, throw-away keyring
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" \
    XDG_CACHE_HOME="$work/cache" XDG_RUNTIME_DIR="$work/run"
mkdir -p "$HOME" "$XDG_DATA_HOME/keyrings" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME"
mkdir -m700 "$XDG_RUNTIME_DIR"
unset DBUS_SESSION_BUS_ADDRESS DISPLAY WAYLAND_DISPLAY QTKEYCHAIN_BACKEND
dbus-run-session -- bash -c '
    set -e
    printf "test-password\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    for i in $(seq 50); do
        busctl --user status org.freedesktop.secrets >/dev/null 2>&1 && break
        dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
            org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null |
            grep -q "boolean true" && break
        sleep 0.1
    done
    "$@"' _ "$@"
