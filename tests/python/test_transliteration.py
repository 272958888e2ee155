"""Actors of one script in articles of another, in sentences written for this test."""

from __future__ import annotations

from pathlib import Path

import pytest

import polyvocal as pv

ACTORS = """
[[actor]]
id = "haftar"
name = "Khalifa Haftar"
type = "person"
[[actor]]
id = "zelensky"
name = "Volodymyr Zelensky"
type = "person"
[[actor]]
id = "lavrov"
name = "Сергей Лавров"
type = "person"
"""


def find(tmp_path: Path, text: str, threads: int = 1) -> list[tuple[str, str, str]]:
    file = tmp_path / "actors.toml"
    file.write_text(ACTORS, encoding="utf-8")
    corpus = pv.read_corpus([{"id": "1", "text": text, "outlet": "x"}])
    study = pv.Study(corpus, pv.read_actors(file), threads=threads, progress=False)
    rows = study.mentions.to_pandas()
    assert ((rows["confidence"] > 0) & (rows["confidence"] < 0.95)).all()
    return list(zip(rows["surface"], rows["actor"], rows["method"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وصل خليفة حفتر إلى القاهرة أمس. وقال إن قوات الجيش تقدمت وحفتر وافق.",
            [("خليفة حفتر", "haftar"), ("وحفتر", "haftar")],
        ),
        (
            "В Каире приняли Халифу Хафтара. Встреча с Хафтаром длилась час.",
            [("Халифу Хафтара", "haftar"), ("Хафтаром", "haftar")],
        ),
        (
            "Київ відвідав Володимира Зеленського радник. Рішення ухвалено Зеленським.",
            [("Володимира Зеленського", "zelensky"), ("Зеленським", "zelensky")],
        ),
        (
            "Sergey Lavrov met envoys. Lavrov left early.",
            [("Sergey Lavrov", "lavrov"), ("Lavrov", "lavrov")],
        ),
    ],
)
def test_name_is_found_in_another_script(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    found = find(tmp_path, text)
    assert found == [(surface, actor, "transliteration") for surface, actor in expected]
    assert find(tmp_path, text, threads=2) == found


@pytest.mark.parametrize(
    "text",
    ["Встреча с Хафтаром длилась час.", "تحدث حفتر أمس.", "قال الوزير إن دفتر الملاحظات كبير."],
)
def test_surname_alone_is_not_enough(tmp_path: Path, text: str) -> None:
    assert find(tmp_path, text) == []
