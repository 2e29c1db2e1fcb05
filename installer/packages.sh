# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by ./run and ./check: what must be installed to build (and to test), and how.

build_packages=(
    g++ cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-base-dev-tools qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    libqt6sql6-sqlite libqt6svg6 qtkeychain-qt6-dev libsecret-1-0
    libexpected-dev libcpp-httplib-dev libxlsxwriter-dev fonts-noto-core
)
test_packages=(
    git clang-format librapidcheck-dev xvfb xauth dbus gnome-keyring libsecret-tools
)
brew_packages=(cmake ninja ccache pkg-config qt qtkeychain tl-expected cpp-httplib libxlsxwriter)

say() { printf '%s\n' "$*" >&2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        say "This needs root and there is no sudo. Please run as root: $*"
        exit 1
    fi
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_debian() {
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=400 -qq)
    as_root "${apt[@]}" update >&2
    as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
}

install_brew() {
    local missing=() package
    for package in "$@"; do
        brew list --versions "$package" >/dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing with Homebrew: ${missing[*]}"
    brew install --quiet "${missing[@]}" >&2
}

# install_needs build|tests
install_needs() {
    local debian=("${build_packages[@]}") brew=("${brew_packages[@]}")
    if [ "$1" = tests ]; then
        debian+=("${test_packages[@]}")
        brew+=(clang-format rapidcheck)
        command -v node >/dev/null || { debian+=(nodejs npm); brew+=(node); }
    fi
    if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
        install_debian "${debian[@]}"
    elif [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null; then
        install_brew "${brew[@]}"
    else
        say "I can't install packages on this system. Going on; if the build stops, install the equivalents of:"
        say "  ${debian[*]}"
    fi
}

# step "words" command…: quiet when it works, its whole output when it doesn't, and how long it took.
step() {
    local words=$1 output started=$SECONDS
    shift
    output=$(mktemp)
    if "$@" >"$output" 2>&1; then
        say "$(printf '%-52s %4d s' "$words" $((SECONDS - started)))"
        rm -f "$output"
    else
        say "$words: failed after $((SECONDS - started)) s"
        cat "$output" >&2
        rm -f "$output"
        exit 1
    fi
}
