"""Actors and factions: what a study follows, read from a TOML file, a table or plain data.

>>> from polyvocal.actors import read_actors
>>> actors = read_actors(
...     {
...         "faction": [{"id": "north", "name": "The North"}],
...         "actor": [{"id": "lee", "name": "Ann Lee", "type": "person", "faction": "north"}],
...     }
... )
>>> actors["lee"].name
'Ann Lee'
"""

from polyvocal.actors._actors import Actors
from polyvocal.actors._read import read_actors
from polyvocal.actors._schema import (
    Actor,
    ActorType,
    Alias,
    Correction,
    Faction,
    Membership,
    StudyInfo,
    Tie,
)

__all__ = [
    "Actor",
    "ActorType",
    "Actors",
    "Alias",
    "Correction",
    "Faction",
    "Membership",
    "StudyInfo",
    "Tie",
    "read_actors",
]
