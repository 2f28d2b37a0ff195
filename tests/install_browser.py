"""Make sure there are a Chromium and a Firefox: found, else installed; fail where neither works."""

import os
import shutil
import subprocess
import sys

NAMES = (
    # Chromium without its own windows and menus: it opens a page in a third of the time.
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)


def found():
    """The browser's program, or None."""
    named = os.environ.get("POSTIL_TEST_BROWSER")
    return named or next(filter(None, map(shutil.which, NAMES)), None) or playwrights_own()


def found_firefox():
    """Firefox as it is shipped, or None; `POSTIL_TEST_FIREFOX` names another."""
    named = os.environ.get("POSTIL_TEST_FIREFOX")
    return named or next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def playwrights_own():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110


def install_package(*names):
    """Whether the system's packages could be installed."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    command = ["apt-get", "install", "-y", "-qq", *names]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def install():
    packages = ("chromium-headless-shell", "chromium")  # Older systems have the second alone.
    if not any(install_package(package, "fonts-liberation") for package in packages):
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if not found():
        install()
    if not found():
        sys.exit("No Chromium was found and none could be installed: the page cannot be tested.")
    if not found_firefox():
        install_package("firefox-esr")
    if not found_firefox():
        sys.exit("No Firefox was found and none could be installed: the page cannot be tested.")
