"""Repositories for tests."""

import subprocess


def git(root, *words):
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *identity, *words], cwd=root, check=True, capture_output=True, text=True
    )
    return done.stdout


def write(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")


def commit(root, files):
    write(root, files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Change")
