"""Teach the direct heads on the shared encoder: `training/events/teach.py RUN DATA OUT --rows FILE … --dev FILE …`.

RUN is a finished run of `training/train.py`: its encoder and heads go on learning beside the new ones, by a share of
their own sentences in every step, so that tags, tree, names and roles stay what they were. Rows come from `prepare.py`.
About 20 CPU minutes for 5,000 sentences with bf16. Fixed seed; a checkpoint every epoch, a rerun continues.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

_MALLOC = dict(MALLOC_MMAP_THRESHOLD_="2147483648", MALLOC_TRIM_THRESHOLD_="8589934592", MALLOC_TOP_PAD_="268435456")
if __name__ == "__main__" and "MALLOC_TOP_PAD_" not in os.environ:
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **_MALLOC})
HERE = Path(__file__).parent
sys.path[1:1] = [str(HERE.parent), str(HERE.parents[1])]

import torch
from batches import Collator, Pieces, batches, prepare
from data import Labels, read_ewt, read_roles, read_rolesets
from heads import TIES, Branch, Events, Kinds
from large import Large, fetch_large
from model import Joint, Words
from renaming import Names, names_of, renamed
from torch import Tensor
from torch.nn import functional as F
from train import WEIGHTS, has_bf16, losses, sense_lists

from corpus.texts import half_of
from examples import EventBatch, Passage, Sample, batch_of, kinds_of, read_rows, samples_of, windows_of

PACKAGE = HERE.parents[1] / "src/detente"
ONTOLOGY = PACKAGE / "ontology/data"
SHARES = dict(type=2.0, modes=4.0, modality=0.5, flags=0.5, none=0.5, ties=8.0, parties=1.0)


FRESH = {"asked", "named", "off", "tied_here", "whose", "nobody"}
"""Heads that an earlier course of teaching may lack."""


def words_of(joint: Joint, events: Events, batch: EventBatch) -> Tensor:
    """The vectors of the words, (batch, words, WIDTH), that the heads look at."""
    shared, inputs = joint.encoder, (batch.ids, batch.mask, batch.shapes)
    if not isinstance(events.branch, Branch):
        pieces = shared(*inputs) if events.branch is None else events.branch.pieces(shared, *inputs)
        return Words.words(pieces, batch.first, batch.last)[:, 1:]
    with torch.no_grad():
        below, _ = shared.below(*inputs, events.branch.depth)
    sizes = batch.mask.sum(1)
    b, p = batch.ids.shape
    many = int(batch.window[-1]) + 1
    starts = torch.zeros(b, dtype=torch.long)
    ends = [0] * many
    for k, (w, size) in enumerate(zip(batch.window.tolist(), sizes.tolist(), strict=True)):
        starts[k] = ends[w]
        ends[w] += size
    whole = max(ends)
    flat = torch.nonzero(batch.mask.reshape(-1))[:, 0]
    of = flat // p
    to = batch.window[of] * whole + starts[of] + flat % p
    x = below.new_zeros(many * whole, below.shape[-1]).index_copy(0, to, below.reshape(b * p, -1)[flat])
    number = torch.zeros(many * whole, dtype=torch.long).index_copy(0, to, batch.number[of])
    mask = torch.zeros(many * whole).index_fill(0, to, 1.0)
    x = events.branch(x.view(many, whole, -1), number.view(many, whole), mask.view(many, whole))
    begin = (batch.window * whole + starts)[:, None]
    x = x.reshape(many * whole, -1)
    return ((x[begin + batch.first] + x[begin + batch.last]) * 0.5)[:, 1:]


def parties_of(events: Events, batch: EventBatch, words: Tensor, inner: Tensor, ties: Tensor) -> Tensor:
    """(triggers, m + 1, 2) log odds of everybody named in a trigger's window to be its source, its target; nobody."""
    k, i = batch.at.T
    n = words.shape[1]
    many = words.reshape(-1, words.shape[-1])[batch.names]
    own = batch.names // n == k[:, None]
    here = ties[torch.arange(len(k))[:, None], batch.names % n, :2] * own[..., None]
    named, nobody = events.parties(inner[k, i], batch.types, many, batch.off, here)
    return torch.cat([named.float() + batch.named, nobody.float()[:, None]], 1)


def event_losses(joint: Joint, events: Events, batch: EventBatch) -> dict[str, Tensor]:
    """The loss of each direct head."""
    words = words_of(joint, events, batch)
    inner, scores = events.triggers(words, batch.acts, batch.coded, batch.real)
    loss = -(batch.type * scores.float().log_softmax(-1)).sum(-1)
    weight = batch.weight * batch.word_mask
    found = {"type": (loss * weight).sum() / weight.sum().clamp(min=1.0) * 4}
    if not len(batch.at):
        return found
    k, i = batch.at.T
    details = events.details(inner[k, i], batch.types)
    each = batch.label_weight
    total = each.sum().clamp(min=1e-6)

    def mean(rows: Tensor) -> Tensor:
        return (rows * each).sum() / total

    bce = F.binary_cross_entropy_with_logits
    found["modes"] = mean(bce(details["modes"].float(), batch.modes, reduction="none").mean(-1))
    found["modality"] = mean(F.cross_entropy(details["modality"].float(), batch.modality, reduction="none"))
    found["flags"] = mean(bce(details["flags"].float(), batch.flags, reduction="none").mean(-1))
    found["none"] = mean((bce(details["none"].float(), batch.none, reduction="none") * batch.none_weight).mean(-1))
    mask = batch.word_mask[k].float()
    ties = events.tied(words[k], words[k, i], batch.types, batch.near, batch.hints, mask)
    per_word = bce(ties.float(), batch.ties, reduction="none") * batch.tie_weight
    found["ties"] = mean(per_word.sum((1, 2)) / batch.tie_weight.sum((1, 2)).clamp(min=1.0))
    scores = parties_of(events, batch, words, inner, ties)
    missed = scores.logsumexp(1) - (scores + batch.right).logsumexp(1)
    found["parties"] = mean((missed * batch.asked).sum(-1))
    return found


def groups(windows: list[Passage], budget: int, rng: random.Random) -> list[list[Passage]]:
    """Batches of like lengths, in random order."""
    size = {id(w): sum(len(s.item.ids) for s in w) for w in windows}
    order = sorted(windows, key=lambda w: size[id(w)] + rng.random() * 6)
    found: list[list[Passage]] = []
    group: list[Passage] = []
    longest = 0
    for window in order:
        longest = max(longest, size[id(window)])
        if group and longest * (len(group) + 1) > budget:
            found.append(group)
            group, longest = [], size[id(window)]
        group.append(window)
    if group:
        found.append(group)
    rng.shuffle(found)
    return found


def with_renamed(samples: list[Sample], share: float, names: Names, pieces: Pieces, rng: random.Random) -> list[Sample]:
    """The samples, a share of the reports with their states renamed (where they name any)."""
    out: list[Sample] = []
    for _, group in groupby(samples, key=lambda s: s.report):
        report = list(group)
        if rng.random() < share:
            for sample, row in zip(report, renamed([s.row for s in report], names, rng), strict=True):
                out += [sample] if row is sample.row else samples_of([row], pieces) or [sample]
        else:
            out += report
    return out


@torch.no_grad()
def figures(joint: Joint, events: Events, windows: list[Passage], *, bare: bool = False) -> dict[str, float]:
    """Quick figures: triggers with type found (F1, optional ones neutral), and parties of given triggers.

    A party is right when the mention with the best mean score touches one that was marked; in the window, when the
    likeliest of all whom it names, or nobody, is.
    """
    joint.eval()
    events.eval()
    right = said = wanted = seen = 0
    hits = dict.fromkeys(TIES, 0)
    asked = dict.fromkeys(TIES, 0)
    inside, known = dict.fromkeys(TIES[:2], 0), dict.fromkeys(TIES[:2], 0)
    modality = history = count = 0
    rng = random.Random(0) if bare else None
    for part in groups(windows, 2000, random.Random(0)):
        batch = batch_of(part, events.kinds, rng, bare=1.0, masked=0.0) if bare else batch_of(part, events.kinds)
        group = [s for window in part for s in window]
        words = words_of(joint, events, batch)
        inner, scores = events.triggers(words, batch.acts, batch.coded, batch.real)
        best = scores.softmax(-1)
        for k, sample in enumerate(group):
            if sample.row.get("weight") == 0.0:  # read for its context alone
                continue
            seen += 1
            labels = [dict(x) for x in sample.row["labels"]]
            wanted += sum(x["required"] for x in labels)
            chosen = best[k, : len(sample.row["words"])]
            hot = [(i, int(chosen[i, 1:].argmax()) + 1) for i in range(len(chosen)) if chosen[i, 0] < 0.5]
            for i, t in hot:
                name = events.kinds.types[t]
                fits = [x for x in labels if _over(x, i) and name in (x["type"], *x["also"])]
                if fits:
                    labels.remove(fits[0])
                    right += fits[0]["required"]
                    said += fits[0]["required"]
                elif not any(
                    x["trigger"][0] <= i < x["trigger"][1] and not x["required"] for x in sample.row["labels"]
                ):
                    said += 1
        if not len(batch.at):
            continue
        k, i = batch.at.T
        details = events.details(inner[k, i], batch.types)
        ties = events.tied(words[k], words[k, i], batch.types, batch.near, batch.hints, batch.word_mask[k].float())
        modality += int((details["modality"].argmax(-1) == batch.modality).sum())
        history += int(((details["flags"][:, 0] > 0) == (batch.flags[:, 0] > 0.5)).sum())
        count += len(k)
        scores = parties_of(events, batch, words, inner, ties)
        hit = batch.right.gather(1, scores.argmax(1, keepdim=True))[:, 0] == 0
        for r, tie in enumerate(TIES[:2]):
            inside[tie] += int((hit[:, r] & (batch.asked[:, r] > 0)).sum())
            known[tie] += int(batch.asked[:, r].sum())
        for j in range(len(k)):
            row = group[int(k[j])].row
            for r, tie in enumerate(TIES[:3]):
                if not batch.ties[j, :, r].any():
                    continue
                asked[tie] += 1
                spans = [m[:2] for m in row["mentions"]] or [[w, w + 1] for w in range(len(row["words"]))]
                top = max(spans, key=lambda s: float(ties[j, s[0] : s[1], r].mean()))
                hits[tie] += bool(batch.ties[j, top[0] : top[1], r].any())
    joint.train(events.branch is None)
    events.train()
    p, r = right / max(1, said), right / max(1, wanted)
    out = {"precision": p, "recall": r, "f1": 2 * p * r / max(1e-9, p + r), "sentences": seen, "codings": count}
    out |= {tie: hits[tie] / asked[tie] for tie in TIES[:3] if asked[tie]}
    out |= {f"{tie} in window": inside[tie] / known[tie] for tie in TIES[:2] if known[tie]}
    out |= {"modality": modality / max(1, count), "historical": history / max(1, count)}
    return {k: round(v, 4) for k, v in out.items()}


def _over(label: dict[str, Any], word: int) -> bool:
    first, last = label["trigger"]
    return bool(first <= word < last)


def restored(run: Path) -> tuple[Joint, Labels]:
    """The joint model of a run, and its labels."""
    file = run / "model.pt"
    saved = torch.load(file if file.exists() else run / "checkpoint.pt", weights_only=False)
    labels = Labels(**json.loads((run / "labels.json").read_text()))
    from data import role_tags

    sizes = dict(
        upos=len(labels.upos), xpos=len(labels.xpos), names=len(labels.names),
        deprels=len(labels.deprels), tags=len(role_tags(labels.roles)),
    )  # fmt: skip
    joint = Joint(sizes, torch.load(run / "glosses.pt"))
    joint.load_state_dict(saved["model"])
    return joint, labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=Path, nargs="+", required=True)
    parser.add_argument("--silver", type=Path, nargs="*", default=[], help="rows that only the first epochs see")
    parser.add_argument("--half", type=int, choices=(0, 1), help="of --rows only the reports of one half of the corpus")
    parser.add_argument("--renamed", type=float, default=0.0, help="share of reports whose states get other names")
    parser.add_argument("--dev", type=Path, nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--silver-epochs", type=int, default=2)
    parser.add_argument("--budget", type=int, default=900, help="padded word pieces a batch")
    parser.add_argument("--replay", type=int, default=450, help="padded word pieces of other tasks a step; 0: none")
    parser.add_argument("--replay-every", type=int, default=2, help="steps from one replay to the next")
    parser.add_argument("--replay-weight", type=float, default=0.5)
    parser.add_argument("--own", type=int, default=0, help="upper layers of the heads' own; the shared ones then rest")
    parser.add_argument("--large", type=Path, help="folder of the large encoder (fetched), to stand on instead")
    parser.add_argument("--start", type=Path, help="an earlier OUT whose heads go on learning")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rates", type=float, nargs=2, default=(8e-5, 1e-3), help="encoder, direct heads")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    joint, labels = restored(args.run)
    gold, silver = read_rows(args.rows), read_rows(args.silver)
    if args.half is not None:
        gold = [row for row in gold if half_of(row["id"].rpartition("#")[0]) == args.half]
    unseen = read_rows(args.dev)
    if args.start:
        kinds = Kinds(**{k: tuple(v) for k, v in json.loads((args.start / "kinds.json").read_text()).items()})
    else:
        kinds = kinds_of(ONTOLOGY / "types.tsv", ONTOLOGY / "modes.tsv", [*gold, *silver])
    branch: Branch | Large | None = None
    if args.large:
        branch = Large()
        branch.load(fetch_large(args.large))
        branch.table.weight.requires_grad_(False)
    elif args.own:
        branch = Branch(joint.encoder, args.own)
    events = Events(kinds, branch)
    if args.start:
        file = args.start / "model.pt"
        saved = torch.load(file if file.exists() else args.start / "checkpoint.pt")["events"]
        odd = events.load_state_dict(saved, strict=False)
        if odd.unexpected_keys or not {k.partition(".")[0] for k in odd.missing_keys if k != "branch.apart"} <= FRESH:
            raise SystemExit(f"{args.start} is of another make: {odd}")
    (args.out / "kinds.json").write_text(json.dumps(asdict(kinds)))
    pieces = Pieces(args.run / "encoder" / "tokenizer.json")
    sets = [samples_of(rows, pieces) for rows in (gold, silver, unseen)]
    dev = windows_of(sets[2])
    print(f"{len(sets[0])} sentences, {sum(len(r['labels']) for r in gold)} codings; {len(sets[1])} silver", flush=True)
    replay: list[list] = []
    collator = None
    if args.replay and branch is None:
        rolesets = read_rolesets(args.data)
        ewt = read_ewt(args.data, "train")
        frames = list(read_roles(args.data / "srl" / "frames.train.jsonl.gz", "frames"))
        random.Random(args.seed).shuffle(frames)
        collator = Collator(labels, sense_lists(rolesets))
        replay = list(batches(prepare([*ewt, *frames[:12000]], pieces), args.replay, random.Random(args.seed)))
    plan, names = [], names_of(PACKAGE)
    for epoch in range(args.epochs):
        rng = random.Random(args.seed * 100 + epoch)
        pool = sets[0] + (sets[1] if epoch < args.silver_epochs else [])
        read = windows_of(with_renamed(pool, args.renamed, names, pieces, rng), rng)
        plan.append(groups(read, args.budget, rng))
    total = sum(map(len, plan))
    joint.encoder.pieces.weight.requires_grad_(False)  # half of the weights, and little to learn from so few sentences
    joint.train(branch is None)
    grown = events.branch.parameters() if events.branch is not None else joint.encoder.parameters()
    inner = [p for p in grown if p.requires_grad]
    known = {id(p) for p in (*joint.encoder.parameters(), *inner)}
    rest = [p for p in joint.parameters() if id(p) not in known and branch is None]
    heads = [p for p in events.parameters() if id(p) not in known]
    if isinstance(events.branch, Branch):  # how far words of other sentences count is learned as fast as the heads
        inner = [p for p in inner if p is not events.branch.apart]
        heads.append(events.branch.apart)
    rates = args.rates
    optimizer = torch.optim.AdamW(
        [dict(params=inner, lr=rates[0]), dict(params=heads, lr=rates[1]), dict(params=rest, lr=rates[0] * 2)],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1.0 - max(0, s - warm) / max(1, total - warm))
    )
    begin, checkpoint = 0, args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        joint.load_state_dict(saved["joint"])
        events.load_state_dict(saved["events"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        begin = saved["epoch"]
    started, step = time.process_time(), sum(map(len, plan[:begin]))
    bf16 = has_bf16()
    for epoch in range(begin, args.epochs):
        torch.manual_seed(args.seed * 1000 + epoch)
        rng = random.Random(args.seed * 1000 + epoch)
        sums: dict[str, float] = {}
        for group in plan[epoch]:
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                found = event_losses(joint, events, batch_of(group, kinds, rng))
                loss = sum((SHARES[k] * v for k, v in found.items()), torch.zeros(()))
            if collator is not None and step % args.replay_every == 0:
                with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                    other = losses(
                        joint, collator.batch(replay[step // args.replay_every % len(replay)], rng, masked=0.04)
                    )
                    loss = loss + args.replay_weight * sum((WEIGHTS[k] * v for k, v in other.items()), torch.zeros(()))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*joint.parameters(), *events.parameters()], 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % 200 == 0:
                print(f"  step {step}/{total} cpu {(time.process_time() - started) / 60:.1f} min", flush=True)
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + value.item()
        parts = " ".join(f"{k} {v / len(plan[epoch]):.3f}" for k, v in sums.items())
        print(f"epoch {epoch} cpu {(time.process_time() - started) / 60:.1f} min {parts}", flush=True)
        if dev:
            print("  dev", figures(joint, events, dev), flush=True)
            print("  dev, heads alone", figures(joint, events, dev, bare=True), flush=True)
        aside = checkpoint.with_suffix(".new")
        torch.save(
            dict(joint=joint.state_dict(), events=events.state_dict(), optimizer=optimizer.state_dict(),
                 schedule=schedule.state_dict(), epoch=epoch + 1), aside,
        )  # fmt: skip
        aside.rename(checkpoint)
    torch.save(dict(joint=joint.state_dict(), events=events.state_dict()), args.out / "model.pt")


if __name__ == "__main__":
    main()
