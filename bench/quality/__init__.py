"""Quality on published data sets, one module a data set: ``python -m bench.quality NAME PATH``.

A module defines ``run(path: Path) -> dict[str, object]`` and says in its docstring what it measures,
how (cross-validation, exclusions), and which figures others have published.
"""
