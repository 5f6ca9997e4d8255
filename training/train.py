"""Train the joint model on CPU with a fixed seed: `python training/train.py DATA OUT`.

`--without-dev` keeps the dev parts for choosing settings; the shipped model is trained on train and dev, never on test.
About 75 CPU minutes with bf16 (AVX512-BF16), some hours without. Checkpoints every epoch; a rerun continues.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

# Without these glibc gives back and faults in again every large block at every step. They are read at start only.
_MALLOC = dict(MALLOC_MMAP_THRESHOLD_="2147483648", MALLOC_TRIM_THRESHOLD_="8589934592", MALLOC_TOP_PAD_="268435456")
if __name__ == "__main__" and "MALLOC_TOP_PAD_" not in os.environ:
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **_MALLOC})

import torch
from batches import Batch, Collator, Pieces, batches, prepare
from data import Labels, read_ewt, read_roles, read_rolesets, role_tags
from encoder import fetch_encoder
from model import REACH, Encoder, Joint, Words
from torch import Tensor
from torch.nn import functional as F

WEIGHTS = dict(upos=0.3, xpos=0.3, arcs=0.8, labels=0.8, names=1.2, predicate=1.0, sense=0.8, roles=3.0)


def sense_lists(rolesets: list[dict[str, object]]) -> dict[str, list[int]]:
    """Candidate senses of each lemma: those of its frame file and those that list it as an alias."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rolesets):
        for form in dict.fromkeys([row["lemma"], *(a["form"] for a in row["aliases"])]):
            found[form].append(i)
    return dict(found)


def gloss_vectors(rolesets: list[dict[str, object]], encoder_dir: Path) -> Tensor:
    """What the pretrained encoder itself makes of each sense's description (mean of its pieces, last layer)."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(encoder_dir / "tokenizer.json"))
    tokenizer.enable_truncation(64)
    tokenizer.enable_padding()
    encoder = Encoder()
    encoder.load_minilm(encoder_dir / "model.safetensors")
    encoder.mix.data[:-1] = -1e4
    encoder.eval()
    texts = [
        f"{r['lemma']}: {r['name']}. " + ", ".join(str(x["descr"]) for x in r["roles"])  # type: ignore[attr-defined]
        for r in rolesets
    ]
    rows = []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=has_bf16()):
        for at in range(0, len(texts), 64):
            encoded = tokenizer.encode_batch(texts[at : at + 64])
            ids = torch.tensor([e.ids for e in encoded])
            mask = torch.tensor([e.attention_mask for e in encoded])
            out = encoder(ids, mask, torch.zeros_like(ids)).float() * mask[:, :, None]
            rows.append(F.normalize(out.sum(1) / mask.sum(1, keepdim=True), dim=-1))
    return torch.cat(rows)


def has_bf16() -> bool:
    flags = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags


def losses(model: Joint, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head on this batch; a head without labels here gives none."""
    pieces = model.encoder(batch.ids, batch.mask, batch.shapes)
    words = Words.words(pieces, batch.first, batch.last)
    out = model.words(words)
    found: dict[str, Tensor] = {}
    for name in ("upos", "xpos", "names"):
        gold = getattr(batch, name)
        if (gold >= 0).any():
            found[name] = F.cross_entropy(out[name].float().flatten(0, 1), gold.flatten(), ignore_index=-100)
    tree = batch.heads >= 0
    if tree.any():
        root = torch.ones_like(batch.word_mask[:, :1])
        free = torch.cat([root, batch.word_mask], 1)[:, None, :]
        arcs = out["arcs"][:, 1:].float().masked_fill(~free, -1e4)
        found["arcs"] = F.cross_entropy(arcs[tree], batch.heads[tree])
        labelled = tree & (batch.deprels >= 0)
        k, i = labelled.nonzero(as_tuple=True)
        logits = model.links(words[k, i + 1], words[k, batch.heads[k, i]])
        found["labels"] = F.cross_entropy(logits.float(), batch.deprels[k, i])
    weight = batch.predicate_weight
    if weight.any():
        loss = F.binary_cross_entropy_with_logits(out["predicate"].float(), batch.predicate, reduction="none")
        found["predicate"] = (loss * weight).sum() / weight.sum()
    if len(batch.at):
        k, i = batch.at.T
        near = (torch.arange(batch.n)[None] - i[:, None]).clamp(-REACH, REACH) + REACH
        tags = model.roles(words[k, 1:], words[k, i + 1], near, batch.word_mask[k].float())
        found["roles"] = F.cross_entropy(tags.float().flatten(0, 1), batch.tags.flatten(), ignore_index=-100)
        choice = [(j, c) for j, c in enumerate(batch.candidates) if batch.roleset[j] >= 0 and len(c) > 1]
        if choice:
            longest = max(len(c) for _, c in choice)
            ids = torch.tensor([c + [0] * (longest - len(c)) for _, c in choice])
            off = torch.tensor([[0.0] * len(c) + [-1e4] * (longest - len(c)) for _, c in choice])
            gold = torch.tensor([c.index(batch.roleset[j]) for j, c in choice])
            at = torch.tensor([j for j, _ in choice])
            rows = model.sense_rows(ids)
            logits = (rows @ out["sense"][k[at], i[at]][:, :, None]).squeeze(-1).float() + off
            found["sense"] = F.cross_entropy(logits, gold)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=11)
    parser.add_argument("--frames", type=int, default=6700, help="frame examples an epoch")
    parser.add_argument("--masc", type=int, default=1100, help="MASC sentences an epoch")
    parser.add_argument("--budget", type=int, default=1000, help="padded word pieces a batch")
    parser.add_argument("--without-dev", action="store_true", help="keep the dev parts out, to choose settings by them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--rates", type=float, nargs=3, default=(1.5e-4, 1.2e-3, 5e-5), help="encoder, heads, word embeddings"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    encoder_dir = fetch_encoder(args.out / "encoder")
    rows = read_rolesets(args.data)
    splits = ("train",) if args.without_dev else ("train", "dev")
    ewt = [e for split in splits for e in read_ewt(args.data, split)]
    frames = [e for split in splits for e in read_roles(args.data / "srl" / f"frames.{split}.jsonl.gz", "frames")]
    masc = list(read_roles(args.data / "srl" / "masc.train.jsonl.gz", "masc"))
    labels = Labels.of([*ewt, *frames, *masc], [str(r["roleset"]) for r in rows])
    (args.out / "labels.json").write_text(json.dumps(asdict(labels)))
    glosses_file = args.out / "glosses.pt"
    if not glosses_file.exists():
        torch.save(gloss_vectors(rows, encoder_dir), glosses_file)
    sizes = dict(
        upos=len(labels.upos), xpos=len(labels.xpos), names=len(labels.names),
        deprels=len(labels.deprels), tags=len(role_tags(labels.roles)),
    )  # fmt: skip
    model = Joint(sizes, torch.load(glosses_file))
    model.encoder.load_minilm(encoder_dir / "model.safetensors")
    pieces = Pieces(encoder_dir / "tokenizer.json")
    collator = Collator(labels, sense_lists(rows))
    print(f"{len(ewt)} EWT, {len(frames)} frame examples, {len(masc)} MASC; labels {sizes}", flush=True)

    sets = [prepare(s, pieces) for s in (ewt, frames, masc)]
    epochs = [_epoch(sets, args, epoch) for epoch in range(args.epochs)]
    total = sum(len(e) for e in epochs)
    table = [model.encoder.pieces.weight]
    inner = [
        p for n, p in model.encoder.named_parameters() if p is not table[0] and not n.startswith(("shapes", "mix"))
    ]
    known = {id(p) for p in table + inner}
    heads = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [dict(params=p, lr=r) for p, r in zip((inner, heads, table), args.rates, strict=True)],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    warm = int(0.04 * total)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.0, 1.0 - max(0, s - warm) / (total - warm))
    )
    begin, checkpoint = 0, args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        begin = saved["epoch"]
    bf16, started, seen = has_bf16(), time.process_time(), 0
    step = sum(len(e) for e in epochs[:begin])
    for epoch in range(begin, args.epochs):
        model.train()
        torch.manual_seed(args.seed * 1000 + epoch)
        rng = random.Random(args.seed * 1000 + epoch)
        for group in epochs[epoch]:
            batch = collator.batch(group, rng, masked=0.04)
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                found = losses(model, batch)
                loss = sum((WEIGHTS[k] * v for k, v in found.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            seen += int(batch.mask.sum())
            if step % 50 == 0:
                parts = " ".join(f"{k} {v.item():.3f}" for k, v in found.items())
                cpu = time.process_time() - started
                print(
                    f"epoch {epoch} step {step}/{total} cpu {cpu / 60:.1f} min {seen / cpu:.0f} pieces/s {parts}",
                    flush=True,
                )
        aside = checkpoint.with_suffix(".new")
        torch.save(
            dict(
                model=model.state_dict(),
                optimizer=optimizer.state_dict(),
                schedule=schedule.state_dict(),
                epoch=epoch + 1,
            ),
            aside,
        )
        aside.rename(checkpoint)
    torch.save(
        dict(model=model.state_dict(), sizes=sizes, cpu_minutes=(time.process_time() - started) / 60),
        args.out / "model.pt",
    )


def _epoch(sets: list[list], args: argparse.Namespace, epoch: int) -> list[list]:
    """The batches of one epoch: all of EWT, a share of the frame examples and of MASC that moves on each time."""
    rng = random.Random(args.seed * 100 + epoch)
    items = list(sets[0])
    for pool, share in ((sets[1], args.frames), (sets[2], args.masc)):
        order = list(range(len(pool)))
        random.Random(args.seed).shuffle(order)
        items += [pool[order[(epoch * share + j) % len(order)]] for j in range(min(share, len(order)))]
    return list(batches(items, args.budget, rng))


if __name__ == "__main__":
    main()
