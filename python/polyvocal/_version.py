"""The version, as the installed core says it."""

from polyvocal._core import __version__

__all__ = ["__version__"]
