"""Environments of their own, and what a new user does in one."""

import os
import subprocess
import venv

class Environment:
    """A folder with a Python of its own."""

    def __init__(self, folder):
        self.folder = folder

    def create(self, *pip_words):
        venv.create(self.folder, with_pip=True)
        self.run("python", "-m", "pip", *QUIET, "install", *pip_words)
        return self

    def run(self, program, *words, cwd=None, code=0):
        """Run a program of the environment; what it printed."""
        command = [str(self.folder / "bin" / program), *map(str, words)]
        return run(command, cwd=cwd, code=code)

    def versions(self):
        listed = self.run("python", "-m", "pip", *QUIET, "freeze").splitlines()
        pairs = (line.split("==") for line in listed if "==" in line)
        return {name.lower(): version for name, version in pairs}


QUIET = ("--disable-pip-version-check", "--quiet")


def run(command, *, cwd=None, code=0):
    keep = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    environment = {**keep, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def smoke(environment, folder):
    """What a new user does: a publication, a check, a strict build, the page in it."""
    environment.run("postil", "init", folder)
    assert environment.run("postil", "check", "--strict", cwd=folder) == ""
    quote = ["--quote", "a road to it", "--note", "Built in 1931."]
    environment.run("postil", "new", "sample", "p2", *quote, cwd=folder)
    environment.run("mkdocs", "build", "--strict", cwd=folder)
    page = (folder / "site/transcripts/sample.html").read_text(encoding="utf-8")
    assert "nothing, because the bridge is invented too" in page
    assert "Built in 1931." in page
    assert page.count("<mark") == 2
    assert (folder / "site/assets/postil/postil.css").is_file()
    assert "Built in 1931." in (folder / "site/notes.html").read_text(encoding="utf-8")
    (folder / "annotations/sample.yml").write_text("annotations: [\n")
    assert "[yaml-syntax]" in environment.run("postil", "check", cwd=folder, code=1)
    environment.run("mkdocs", "build", "--strict", cwd=folder, code=1)
