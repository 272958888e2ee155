"""The typed stub of the core says what the core has, name for name and parameter for parameter."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import polyvocal
from polyvocal import _core

STUB = Path(polyvocal.__file__).with_name("_core.pyi")
TREE = ast.parse(STUB.read_text(encoding="utf-8"))
CLASSES = {node.name: node for node in TREE.body if isinstance(node, ast.ClassDef)}
FUNCTIONS = {node.name: node for node in TREE.body if isinstance(node, ast.FunctionDef)}


def runtime_names() -> set[str]:
    return {name for name in vars(_core) if not name.startswith("_") or name == "__version__"}


def stub_names() -> set[str]:
    names: set[str] = set()
    for node in TREE.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    # Aliases of types that exist only for the checker start with an underscore.
    return {name for name in names if not name.startswith("_") or name == "__version__"}


def parameters_of_stub(node: ast.FunctionDef) -> list[str]:
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument.arg for argument in every]


def parameters_of_core(function: object) -> list[str]:
    signature = (inspect.getdoc(function) or "").splitlines()[0]
    inside = signature[signature.index("(") + 1 : signature.rindex(")")]
    # Names stand before a colon at depth zero: "corpus: Corpus, *, threads: int = 0".
    flat = re.sub(r"\[[^\[\]]*\]", "", re.sub(r"\[[^\[\]]*\]", "", inside))
    return re.findall(r"(\w+):", flat)


def test_names_agree() -> None:
    assert stub_names() == runtime_names()


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_members_agree(name: str) -> None:
    if name.startswith("_"):
        pytest.skip("only for the type checker")
    stub = {
        node.name if isinstance(node, ast.FunctionDef) else node.target.id  # type: ignore[union-attr]
        for node in CLASSES[name].body
        if isinstance(node, ast.FunctionDef | ast.AnnAssign)
    }
    core = {member for member in vars(getattr(_core, name)) if not member.startswith("_")}
    assert {member for member in stub if not member.startswith("_")} == core


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_parameters_agree(name: str) -> None:
    assert parameters_of_stub(FUNCTIONS[name]) == parameters_of_core(getattr(_core, name))
