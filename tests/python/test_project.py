"""The project itself: versions, layout, scripts."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import polyvocal
from polyvocal import _core

ROOT = Path(__file__).resolve().parents[2]

TOP_LEVEL = {
    ".ci", ".clang-format", ".clang-tidy", ".editorconfig", ".gitignore",
    "CHANGELOG.md", "CITATION.cff", "CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md",
    "LICENSE", "NOTICE", "README.md", "pyproject.toml", "run",
    "bench", "cpp", "docs", "licenses", "notebooks", "python", "seeds", "tests", "tools",
}  # fmt: skip
LARGEST_FILE = 1_000_000


def project_files() -> list[Path]:
    """Return every file that git knows or would add."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout
    paths = [Path(name) for name in listed.decode().split("\0") if name]
    return [path for path in paths if (ROOT / path).exists()]


def test_one_version_everywhere():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    version = settings["project"]["version"]
    assert polyvocal.__version__ == version
    assert _core.__version__ == version
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (\S+)$", citation, re.MULTILINE)[1] == version
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## \[(\d\S*)\]", changelog, re.MULTILINE)[1] == version


def test_top_level_holds_what_it_should_and_nothing_else():
    assert {path.parts[0] for path in project_files()} == TOP_LEVEL


def test_no_large_file():
    sizes = {str(path): (ROOT / path).stat().st_size for path in project_files()}
    assert {name: size for name, size in sizes.items() if size > LARGEST_FILE} == {}


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_script_is_executable_and_parses(script):
    path = ROOT / script
    assert path.stat().st_mode & 0o111
    shell = path.read_text(encoding="utf-8").partition("\n")[0].split("/")[-1].split()[-1]
    subprocess.run([shell, "-n", str(path)], check=True)


def test_run_lists_its_verbs():
    text = (ROOT / "run").read_text(encoding="utf-8")
    verbs = re.search(r"^ +(report \|.*)\) \"run_", text, re.MULTILINE)[1].split(" | ")
    usage = subprocess.run([ROOT / "run", "help"], check=True, capture_output=True, text=True)
    for verb in verbs:
        assert f"run_{verb}() {{" in text
        assert re.search(rf"^  {verb} ", usage.stdout, re.MULTILINE)
    wrong = subprocess.run([ROOT / "run", "nonsense"], check=False, capture_output=True)
    assert wrong.returncode == 2


def test_no_file_names_a_machine():
    pattern = re.compile(rb"/work/|/home/\w|/root/|\.pyenv")
    found = [
        str(path)
        for path in project_files()
        if path != Path("tests/python/test_project.py")
        and pattern.search((ROOT / path).read_bytes())
    ]
    assert found == []


def test_licences_that_the_wheel_must_carry_are_in_it() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license-files"]
    carried = {path.relative_to(ROOT).as_posix() for p in patterns for path in ROOT.glob(p)}
    assert {"LICENSE", "NOTICE", "licenses/ICU.txt"} <= carried
    icu = (ROOT / "licenses" / "ICU.txt").read_text(encoding="utf-8")
    assert "COPYRIGHT AND PERMISSION NOTICE" in icu
    assert "licenses/ICU.txt" in (ROOT / "NOTICE").read_text(encoding="utf-8")
