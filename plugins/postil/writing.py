"""Writing files without ever losing one: to a temporary file beside it, then renamed."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_text(path: Path, text: str, *, replace: bool) -> None:
    """Write `text` as UTF-8 with its line ends as they are; make the folders it needs.

    Raises `FileExistsError` where the file is there and `replace` is false, and `OSError` where it
    cannot be written. A process killed at any moment leaves the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(Path(temporary), path)
        if replace:
            Path(temporary).replace(path)
        else:
            _name_new_file(temporary, path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _name_new_file(temporary: str, path: Path) -> None:
    """Give the finished file its name; fails, without a race, where the name is taken."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # A disk without hard links, such as FAT.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        Path(temporary).replace(path)


def _keep_mode(temporary: Path, path: Path) -> None:
    """`mkstemp` makes files that only their owner reads."""
    if path.exists():
        temporary.chmod(path.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)
