"""English words that the annotations of several sets mark beside names: pronouns and determiners."""

from __future__ import annotations

_PRONOUNS = (
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his "
    "himself she her hers herself it its itself they them their theirs themselves one who whom "
    "whose which that this these those there here both all"
)
_DETERMINERS = "the a an his her its their my our your this that these those"
PRONOUNS = frozenset(_PRONOUNS.split())
DETERMINERS = frozenset(_DETERMINERS.split())
