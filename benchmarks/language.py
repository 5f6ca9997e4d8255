"""How well and how fast the language model reads: `python benchmarks/language.py DATA [--fp32 FOLDER]`.

Sets: ud_ewt (UD English EWT 2.15 test), uner_ewt (UNER EWT test), srl (PropBank EWT test). Gold words unless said.
LAS without subtypes (CoNLL 2018); senses and arguments for gold predicates; "core by head" compares the head words
of ARG0 to ARG5, found over the gold tree. Speed: words per CPU second of one core, beside the bare encoder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime as ort

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))
from data import Example, read_ewt

from detente.language import sentence
from detente.language.decode import name_spans
from detente.language.lemmas import lemma
from detente.language.model import DEFAULT, Model
from detente.language.tokens import tokenize
from detente.values import Argument


def f1(right: int, found: int, gold: int) -> float:
    return 200 * right / max(1, found + gold)


def best_roles(arguments: tuple[Argument, ...]) -> list[Argument]:
    """Of two spans with one numbered role, the surer (the coder keeps both as candidates)."""
    kept: dict[tuple[str, int], Argument] = {}
    for i, a in enumerate(arguments):
        key = (a.role, 0 if a.role[:3] == "ARG" and a.role[3:].isdigit() else i)
        if key not in kept or kept[key].score < a.score:
            kept[key] = a
    return list(kept.values())


def head_word(heads: list[int], start: int, end: int) -> int:
    for i in range(start, end):
        if not start <= heads[i] - 1 < end:
            return i
    return end - 1


def core_heads(rows: set[tuple[str, int, int]], heads: list[int]) -> set[tuple[str, int]]:
    """Numbered roles with the head word of each span."""
    return {(r, head_word(heads, s, t)) for r, s, t in rows if r[:3] == "ARG" and r[3:].isdigit()}


def accuracy(model: Model, examples: list[Example]) -> dict[str, float]:
    """All figures on sentences with gold words, in one pass with gold predicates and one with found ones."""
    n = dict.fromkeys(("words", "upos", "uas", "las", "names", "names_found", "names_gold"), 0)
    n |= dict.fromkeys(
        ("pred", "pred_found", "pred_gold", "sense", "arg", "arg_found", "arg_gold", "core", "core_found", "core_gold"),
        0,
    )
    for at in range(0, len(examples), 32):
        group = examples[at : at + 32]
        words = [e.words for e in group]
        gold_at = [[p.index for p in e.predicates or ()] for e in group]
        free = model.analyse(words)
        forced = model.analyse(words, gold_at)
        for e, a, b in zip(group, free, forced, strict=True):
            n["words"] += len(e.words)
            n["upos"] += sum(x == y for x, y in zip(a.upos, e.upos or (), strict=True))
            right = [x + 1 == y for x, y in zip(a.heads, e.heads or (), strict=True)]
            n["uas"] += sum(right)
            n["las"] += sum(
                r and x.split(":")[0] == y.split(":")[0]
                for r, x, y in zip(right, a.deprels, e.deprels or (), strict=True)
            )
            if e.names is not None:
                gold_names, found_names = set(name_spans(e.names)), set(a.names)
                n["names"] += len(gold_names & found_names)
                n["names_found"] += len(found_names)
                n["names_gold"] += len(gold_names)
            if e.predicates is None:
                continue
            found = {p.word for p in a.predicates}
            n["pred"] += len(found & {p.index for p in e.predicates})
            n["pred_found"] += len(found)
            n["pred_gold"] += len(e.predicates)
            spans = [(i, i + 1) for i in range(len(e.words))]
            whole = sentence(0, 0, 1, "body", spans, e.words, b, model)
            by_word = {p.token: p for p in whole.predicates}
            for p in e.predicates:
                q = by_word[p.index]
                n["sense"] += q.roleset == p.roleset
                kept = best_roles(q.arguments)
                mine, gold = {(x.role, x.start, x.end) for x in kept}, set(p.args)
                n["arg"] += len(mine & gold)
                n["arg_found"] += len(mine)
                n["arg_gold"] += len(gold)
                mine, gold = core_heads(mine, e.heads or []), core_heads(gold, e.heads or [])
                n["core"] += len(mine & gold)
                n["core_found"] += len(mine)
                n["core_gold"] += len(gold)
    w = n["words"]
    return {
        "UPOS": 100 * n["upos"] / w,
        "UAS": 100 * n["uas"] / w,
        "LAS": 100 * n["las"] / w,
        "names F1": f1(n["names"], n["names_found"], n["names_gold"]),
        "predicates F1": f1(n["pred"], n["pred_found"], n["pred_gold"]),
        "senses": 100 * n["sense"] / max(1, n["pred_gold"]),
        "arguments F1, exact": f1(n["arg"], n["arg_found"], n["arg_gold"]),
        "core roles F1, by head": f1(n["core"], n["core_found"], n["core_gold"]),
    }


def lemma_accuracy(path: Path) -> float:
    right = total = 0
    for cells in conllu_rows(path):
        total += 1
        right += lemma(cells[1], cells[3], cells[4]) == cells[2]
    return 100 * right / total


def conllu_rows(path: Path) -> list[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and line[0] != "#"]
    return [r for r in rows if r[0].isdigit()]


def token_f1(path: Path) -> float:
    """Raw text of each sentence to words; a word is right when its characters (without spaces) are the same."""
    right = found = gold = 0
    text, forms = "", []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in [*file, "\n"]:
            if line.startswith("# text = "):
                text = line[9:].rstrip("\n")
            elif line.strip() == "":
                if forms:
                    a = _places(forms)
                    b = _places([text[s:e] for s, e in tokenize(text)])
                    right, found, gold = right + len(a & b), found + len(b), gold + len(a)
                forms = []
            elif line[0] != "#" and line.split("\t")[0].isdigit():
                forms.append(line.split("\t")[1])
    return f1(right, found, gold)


def _places(forms: list[str]) -> set[tuple[int, int]]:
    at, found = 0, set()
    for form in forms:
        size = len("".join(form.split()))
        found.add((at, at + size))
        at += size
    return found


def speed(model: Model, sentences: list[list[str]], rounds: int = 3) -> dict[str, float]:
    """Words per CPU second with every head and decoding, and of the bare encoder on the same batches, interleaved."""
    words = sum(map(len, sentences))
    documents = [sentences[i : i + 20] for i in range(0, len(sentences), 20)]
    path = ort.RunOptions()
    path.add_run_config_entry("disable_synchronize_execution_providers", "0")
    path.only_execute_path_to_fetches = True
    bare, whole = [], []
    for _ in range(rounds + 1):
        started = time.process_time()
        for document in documents:
            model.bare(document, path)
        bare.append(words / (time.process_time() - started))
        started = time.process_time()
        for document in documents:
            model.analyse(document)
        whole.append(words / (time.process_time() - started))
    b, w = float(np.median(bare[1:])), float(np.median(whole[1:]))
    return {"bare encoder, words/CPU s": b, "every head, words/CPU s": w, "ratio": w / b}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, default=DEFAULT)
    parser.add_argument("--fp32", type=Path, help="a folder with the same graphs in fp32, to show what int8 costs")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--no-speed", action="store_true")
    args = parser.parse_args()
    examples = read_ewt(args.data, args.split)
    model = Model(args.model)
    figures = accuracy(model, examples)
    conllu = args.data / "ud_ewt" / f"en_ewt-ud-{args.split}.conllu.gz"
    figures["lemmas, gold tags"] = lemma_accuracy(conllu)
    figures["raw text tokens F1"] = token_f1(conllu)
    if args.fp32:
        full = accuracy(Model(args.fp32), examples)
        figures |= {f"{k}, fp32": v for k, v in full.items()}
        figures["most lost by int8"] = max(full[k] - figures[k] for k in full)
    if not args.no_speed:
        figures |= speed(model, [e.words for e in examples])
    for name, value in figures.items():
        print(f"{name:32} {value:10.2f}")
    if args.json:
        args.json.write_text(json.dumps({k: round(v, 2) for k, v in figures.items()}, indent=1) + "\n")


if __name__ == "__main__":
    main()
