"""Writing files whole or not at all, and reading blocks of bytes back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

from polyvocal.errors import InputError

Read = TypeVar("Read")


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file for writing; it takes its place, or that of an older one, only when complete.

    A device or a pipe (``/dev/stdout``) is written to as it is.

    Raises
    ------
    InputError
        When the system refuses: no such folder, no permission, no space left.
    """
    target = Path(path)
    in_place = target.exists() and not target.is_file()
    written = target if in_place else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with written.open("wb") as file:
            yield file
        if not in_place:
            written.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"cannot write {target}: {error.strerror or error}; give a path you may write to"
        raise InputError(message) from error
    finally:
        if not in_place:
            with suppress(OSError):
                written.unlink(missing_ok=True)


def check_writable(path: str | os.PathLike[str]) -> None:
    """See that `whole_file` will be able to write here, before the work whose result it is.

    Raises
    ------
    InputError
        When the folder is missing, is none, or may not be written to; or when the path is a folder.
    """
    target = Path(path)
    if target.is_dir():
        reason = "it is a folder"
    elif not target.parent.exists():
        reason = f"there is no folder {target.parent}"
    elif not target.parent.is_dir():
        reason = f"{target.parent} is no folder"
    elif not os.access(target if target.exists() else target.parent, os.W_OK):
        reason = "permission denied"
    else:
        return
    message = f"cannot write {target}: {reason}; give a path you may write to"
    raise InputError(message)


def check_folder(path: str | os.PathLike[str]) -> None:
    """See that a folder can be made or filled here, before the work whose results go there.

    Raises
    ------
    InputError
        As `check_writable`.
    """
    folder = Path(path)
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    check_writable(folder / "file")


def save_block(path: str | os.PathLike[str], block: bytes) -> Path:
    """Write a block of bytes to a file; return its path."""
    with whole_file(path) as file:
        file.write(block)
    return Path(path)


def load_block(path: str | os.PathLike[str], read: Callable[[bytes], Read]) -> Read:
    """Read what `save_block` wrote; errors of `read` get the name of the file.

    Raises
    ------
    InputError
        When the system refuses, or `read` does.
    """
    try:
        block = Path(path).read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror or error}"
        raise InputError(message) from error
    try:
        return read(block)
    except InputError as error:
        message = f"{path}: {error}"
        raise InputError(message) from None
