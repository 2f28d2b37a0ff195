"""Where a publication's files are kept, and the address at which a new one is begun there.

What each host takes was read in July 2021 to November 2026 at:
GitHub https://github.com/isaacs/github/issues/1527 (used widely, documented nowhere),
Gitea and its relatives https://docs.gitea.com/1.27/development/integrations,
GitLab https://gitlab.com/gitlab-org/gitlab/-/work_items/594214 (takes a name, no contents).
"""

from __future__ import annotations

import posixpath
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit

_NEW_FILE: Final = {
    "github": "/new/{branch}?filename={path}&value={text}",
    "gitlab": "/-/new/{branch}?file_name={path}",
    "gitea": "/_new/{branch}/{folder}?filename={name}&value={text}",
}
_RELATIVES: Final = {"codeberg": "gitea", "forgejo": "gitea"}
_EDIT: Final = (
    ("-/edit/", "gitlab"),
    ("_edit/", "gitea"),
    ("src/branch/", "gitea"),
    ("edit/", ""),
    ("blob/", ""),
)
"""How an address for editing a file goes on behind that of the repository: before the branch."""


class CodeHost(NamedTuple):
    """`new_file` is an address with `{path}`, or `{folder}` and `{name}`, and mostly `{text}`.

    It is empty where no link can begin a file, and `why` says so in a sentence. `folder` is the
    publication's own in the repository.
    """

    name: str = ""
    new_file: str = ""
    folder: str = ""
    why: str = "This site names no repository: send the file to the editors."


def code_host(repository: str, edit_uri: str, docs: str, contact: str = "") -> CodeHost:
    """Read the settings `repo_url` and `edit_uri`; `docs` is the texts' folder in the publication.

    `edit_uri` names the branch and leads to that folder: what lies between is the publication's.
    `contact` is the editors' address, if the site has it.
    """
    send = f"send the file to the editors, {contact}".rstrip(", ")
    address = urlsplit(repository)
    if address.scheme not in ("http", "https") or not address.hostname:
        return CodeHost(why=f"This site names no repository: {send}.")
    base = repository.rstrip("/")
    rest = edit_uri.removeprefix(base).strip("/") + "/"
    begin, by_address = next(((b, h) for b, h in _EDIT if rest.startswith(b)), ("", ""))
    branch, _, way = rest.removeprefix(begin).partition("/")
    kind = by_address or _kind(address.hostname)
    name = address.hostname
    if kind not in _NEW_FILE:
        return CodeHost(name, why=f"No link can begin a file at {name}: {send}, or add it there.")
    if not begin or not branch:
        why = f"This site does not say which branch of {name} takes notes"
        return CodeHost(name, why=f"{why}: {send}, or add it there.")
    new_file = base + _NEW_FILE[kind].replace("{branch}", quote(branch, safe=""))
    folder = posixpath.normpath(way.strip("/").removesuffix(docs)).strip("./")
    return CodeHost(name, new_file, folder, "")


def _kind(hostname: str) -> str:
    named = (kind for kind in (*_NEW_FILE, *_RELATIVES) if kind in hostname)
    kind = next(named, "")
    return _RELATIVES.get(kind, kind)
