"""Writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from polyvocal.errors import InputError


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
