"""Results that cannot be changed once they are made."""

from __future__ import annotations

from polyvocal.table import Table


class Frozen:
    """A result with a table; set its attributes by ``object.__setattr__`` while it is made."""

    table: Table

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse."""
        message = f"this {type(self).__name__} cannot be changed; ask the study for another one"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        """Refuse."""
        self.__setattr__(name, None)

    def __len__(self) -> int:
        """Rows of the table."""
        return len(self.table)
