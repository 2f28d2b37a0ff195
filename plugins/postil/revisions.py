"""Files as they were at a revision, read through git's command line.

A revision's name comes from a command line and the names of files from contributors, so nothing
passes through a shell, every list is NUL-separated, and a path that leads out of the repository
is refused. No hook, filter, pager or external program of the repository's
configuration is run, and nothing is fetched.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES: Final = 8 * 1024 * 1024
"""As for files on disk: ten thousand notes, or a transcript of a week's talking, are below this."""

_TIMEOUT: Final = 120
"""Seconds that one call of git may take; listing 100,000 files takes one."""

_ORDINARY_FILE: Final = ("100644", "100755")
"""Modes of git's trees: links and submodules are not read."""

_PLACES: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Set by hooks. The folder that was asked about decides, not who asks."""

_QUIETLY: Final = {
    "LC_ALL": "C",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}

_FILTER_OFF: Final = {"clean": "", "process": "", "required": "false"}
"""What a filter is set to, so that it does nothing and git does not complain of it."""

_NO_PROGRAMS: Final = ("--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")


_NO_HEAD: Final = "there is no revision yet on the branch that is checked out; commit first"


class RevisionError(Exception):
    """The revision, or a file of it, cannot be read; the message says why, for people."""


class NotTextError(RevisionError):
    """A file of the revision is too large, or not UTF-8; the others can be read."""


class Change(StrEnum):
    """What became of a file since a revision."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit as seen from `root`, a folder in a repository. Make one with `of`.

    Every path is relative to `root`, with slashes, and may lead out of it. `prefix` is the way from
    the top of the repository to `root`, with a slash at its end if it is not empty.
    """

    root: Path
    name: str
    commit: str
    prefix: str

    @classmethod
    def of(cls, root: Path, name: str) -> Revision:
        """The revision that people call `name`: a branch, a tag, `HEAD~3`, a commit's number.

        Raises `RevisionError` outside a repository, without git, and for a name of nothing.
        """
        prefix = os.fsdecode(_ask(root, "rev-parse", "--show-prefix")).removesuffix("\n")
        unknown = f"there is no revision “{name}” here; a shallow clone may not have fetched it"
        if not name or name.startswith("-") or not name.isprintable():
            raise RevisionError(unknown)
        try:
            found = _ask(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        except RevisionError as error:
            raise RevisionError(unknown if _has_head(root) else _NO_HEAD) from error
        return cls(root, name, found.decode().strip(), prefix)

    def merge_base(self) -> Revision:
        """The last revision that this one and the checked-out one have in common.

        Raises `RevisionError` where there is none.
        """
        try:
            found = _ask(self.root, "merge-base", self.commit, "HEAD")
        except RevisionError as error:
            message = f"“{self.name}” and HEAD have no common revision here; is the clone shallow?"
            raise RevisionError(message) from error
        return Revision(self.root, self.name, found.decode().strip(), self.prefix)

    def read_text(self, path: str) -> str | None:
        """A file's text without its byte order mark; None where there was no such file.

        Raises `RevisionError` for a path out of the repository, and `NotTextError`.
        """
        checked = self._checked(path)
        entry = self._entries(checked).get(checked)
        if entry is None:
            return None
        data = self._blob(entry, path)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"{path} is not UTF-8 text at “{self.name}”"
            raise NotTextError(message) from error

    def list_files(self, folder: str = ".") -> list[str]:
        """Every ordinary file at or below `folder`, in order; links and submodules left out.

        Raises `RevisionError` for a folder out of the repository.
        """
        return sorted(self._entries(self._checked(folder)))

    def changed_files(self, *folders: str) -> dict[str, Change]:
        """Files at or below the folders that are not on disk now as they were, in order.

        Without folders, those of `root`. A renamed file is one removed and one added. Untracked
        files count unless they are ignored. Raises `RevisionError` for a folder out of the
        repository, or behind a link, of which git knows nothing.
        """
        where = [self._checked(folder) for folder in folders or (".",)]
        self._refuse_links(where)
        words = ("--no-renames", "--no-ext-diff", "--no-textconv", "--name-status", "-z")
        submodules = "--ignore-submodules=dirty"  # Else git runs anew in each, with its settings.
        switches = (*_filters_off(self.root), "-c", "diff.relative=false")
        call = (*switches, "diff", *words, submodules, self.commit, "--", *where)
        fields = _names(_ask(self.root, *call))
        letters = {"A": Change.ADDED, "D": Change.REMOVED}
        pairs = zip(fields[::2], fields[1::2], strict=True)
        changes = {
            self._from_root(path): letters.get(letter[0], Change.CHANGED) for letter, path in pairs
        }
        others = ("ls-files", "-z", "--others", "--exclude-standard", "--", *where)
        for path in _names(_ask(self.root, *others)):
            # One that was deleted from the index only is still there.
            changes[path] = Change.CHANGED if path in changes else Change.ADDED
        return dict(sorted(changes.items()))

    def renamed_files(self) -> dict[str, str]:
        """Files under another name than at the revision: the old name by the new one.

        Either may lead out of `root`, as when that had another name itself. A file counts once
        git knows it by its new name, as after `git mv`; what is on disk is not compared.
        """
        words = ("--cached", "-M", "--diff-filter=R", "--no-ext-diff", "--no-textconv")
        listed = _ask(self.root, "diff-index", *words, "--name-status", "-z", self.commit, "--")
        fields = _names(listed)
        pairs = zip(fields[2::3], fields[1::3], strict=True)
        return {self._from_root(new): self._from_root(old) for new, old in pairs}

    def _from_root(self, path: str) -> str:
        """The way from `root` to a file that git names from the top of the repository."""
        is_below = path.startswith(self.prefix)
        below = path.removeprefix(self.prefix)
        return below if is_below else posixpath.relpath(path, self.prefix)

    def _checked(self, path: str) -> str:
        """The path in its plainest form; refused where it leads out of the repository."""
        plain, up = posixpath.normpath(path), self.prefix.count("/")
        if posixpath.isabs(path) or plain.split("/").count("..") > up or "\0" in path:
            message = f"{path!r} leads out of the repository"
            raise RevisionError(message)
        return plain

    def _refuse_links(self, folders: Iterable[str]) -> None:
        root = os.path.realpath(self.root)
        for folder in folders:
            plain = os.path.normpath(os.path.join(root, folder))  # noqa: PTH118 - up from the real root
            if os.path.realpath(plain) != plain:
                raise RevisionError(f"{folder!r} is reached by a link, which git does not follow")

    def _entries(self, path: str) -> dict[str, str]:
        """Object names of the ordinary files at or below `path`, by path."""
        listed = _ask(self.root, "ls-tree", "-r", "-z", self.commit, "--", path)
        found = {}
        for line in _names(listed):
            about, _, name = line.partition("\t")
            mode, _, entry = about.split(" ")
            if mode in _ORDINARY_FILE:
                found[name] = entry
        return found

    def _blob(self, entry: str, path: str) -> bytes:
        if int(_ask(self.root, "cat-file", "-s", entry)) > MAX_BYTES:
            message = f"{path} has more than {MAX_BYTES >> 20} MB at “{self.name}”"
            raise NotTextError(message)
        return _ask(self.root, "cat-file", "blob", entry)


def _has_head(root: Path) -> bool:
    try:
        return bool(_ask(root, "rev-parse", "--verify", "--quiet", "HEAD"))
    except RevisionError:
        return False


def _filters_off(root: Path) -> list[str]:
    """Switches for one call of git by which no filter is run on what is on disk.

    A file is run through its filter to be compared wherever its time of change does not tell, by
    git's plumbing too, and a contributor chooses in `.gitattributes` which of those it is that a
    person has set up.
    """
    switches = []
    for key in _names(_ask(root, "config", "--list", "--name-only", "-z")):
        section, _, setting = key.rpartition(".")
        if section.startswith("filter.") and setting in _FILTER_OFF:
            if "=" in key:  # Where the value begins, in a switch.
                message = (
                    f"git's filter “{section.removeprefix('filter.')}” cannot be kept from running"
                )
                raise RevisionError(message)
            switches += ["-c", f"{key}={_FILTER_OFF[setting]}"]
    return switches


def _names(data: bytes) -> list[str]:
    """The fields of a NUL-separated list; bytes that are not UTF-8 survive as surrogates."""
    return [os.fsdecode(name) for name in data.split(b"\0") if name]


def _ask(root: Path, *words: str) -> bytes:
    inherited = {key: value for key, value in os.environ.items() if key not in _PLACES}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; words are ours, commits or checked paths.
            ["git", *_NO_PROGRAMS, *words],  # noqa: S607 - the git that the person uses.
            cwd=root,
            env={**inherited, **_QUIETLY},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
        )
    except FileNotFoundError as error:
        raise RevisionError("git is not installed, or not found") from error
    except subprocess.TimeoutExpired as error:
        message = f"git did not answer within {_TIMEOUT} seconds"
        raise RevisionError(message) from error
    except subprocess.CalledProcessError as error:
        raise RevisionError(_why(error, root)) from error
    return bytes(done.stdout)


def _why(error: subprocess.CalledProcessError, root: Path) -> str:
    said = os.fsdecode(error.stderr).strip().partition("\n")[0].removeprefix("fatal: ")
    if "not a git repository" in said:
        return f"{root} is not in a git repository, so it has no earlier revisions"
    return f"git says: {said}" if said else "git failed without saying why"
