"""Take the shipped model back into a run that training can go on from: `python training/restore.py MODEL RUN DATA`.

The int8 weights times their scales are what the package computes with. What the graphs do not hold (the glosses behind
the sense vectors) is not needed to go on: the sense vectors themselves become the learned rows.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from data import Labels, read_rolesets
from encoder import fetch_encoder
from model import SENSE, WIDTH, Joint
from onnx import numpy_helper
from torch import Tensor

INSIDE = {"encode": {"encoder": "encoder", "heads": "words"}, "links": {"": "links"}, "roles": {"": "roles"}}
MIXED = re.compile(r"onnx::Mul_\d+")


def parameters(path: Path) -> dict[str, np.ndarray]:
    """The graph's parameters in fp32 by the name of the module that holds them; matrices as torch keeps them."""
    graph = onnx.load(str(path)).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found: dict[str, np.ndarray] = {}

    def whole(name: str) -> np.ndarray:
        zero, scale = held[f"{name}_zero_point"], held[f"{name}_scale"]
        return (held[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)) * scale

    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = node.input[1].removesuffix("_quantized")
            module = node.name.strip("/").removesuffix("_quant").rpartition("/")[0].replace("/", ".")
            if name.endswith("_Transposed"):
                found[name.removesuffix("_Transposed")] = whole(name).T
            elif name.startswith("onnx::"):
                found[f"{module}.weight"] = whole(name).T
            else:
                found[name] = whole(name)
        elif node.op_type == "Gather" and node.input[0].endswith("_quantized"):
            name = node.input[0].removesuffix("_quantized")
            found[name] = whole(name)
    found |= {k: v for k, v in held.items() if k.endswith((".bias", ".weight", ".kind")) or k == "encoder.kind"}
    mix = [float(held[k]) for k in sorted((k for k in held if MIXED.fullmatch(k)), key=lambda k: int(k.split("_")[1]))]
    if mix:
        found["encoder.mix"] = np.log(np.array(mix, np.float32))
    return found


def main() -> None:
    """Write model.pt, labels.json and glosses.pt into RUN."""
    model, run, data = map(Path, sys.argv[1:4])
    run.mkdir(parents=True, exist_ok=True)
    encoder = fetch_encoder(run / "encoder")
    about = json.loads((model / "model.json").read_text())["labels"]
    tags = about["tags"]
    rolesets = [str(r["roleset"]) for r in read_rolesets(data)]
    roles = [t[2:] for t in tags if t.startswith("B-")]
    labels = Labels(about["upos"], about["xpos"], about["deprels"], about["names"], roles, rolesets)
    senses = np.load(model / "senses.npz")
    rows = senses["rows"].astype(np.float32) * senses["scale"][:, None]
    sizes = {name: len(getattr(labels, name)) for name in ("upos", "xpos", "names", "deprels")} | {"tags": len(tags)}
    glosses = torch.zeros(len(rows), WIDTH)
    joint = Joint(sizes, glosses)
    state: dict[str, Tensor] = dict(joint.state_dict())
    seen = {"glosses", "own.weight", "gloss.weight", "gloss.bias"}
    state["own.weight"] = torch.from_numpy(rows)
    state["gloss.weight"], state["gloss.bias"] = torch.zeros(SENSE, WIDTH), torch.zeros(SENSE)
    for graph, inside in INSIDE.items():
        for name, value in parameters(model / f"{graph}.onnx").items():
            head, _, rest = name.partition(".")
            key = f"{inside[head]}.{rest}" if head in inside else f"{inside.get('', graph)}.{name}"
            key = key.replace("roles.roles.", "roles.")
            if key not in state:
                raise SystemExit(f"{graph}.onnx: nothing in the model is called {key}")
            state[key] = torch.from_numpy(np.array(value, np.float32)).reshape(state[key].shape)
            seen.add(key)
    missing = sorted(set(state) - seen)
    if missing:
        raise SystemExit(f"not in the graphs: {missing}")
    joint.load_state_dict(state)
    (run / "labels.json").write_text(json.dumps(asdict(labels)))
    torch.save(glosses, run / "glosses.pt")
    torch.save(dict(model=state, sizes=sizes, cpu_minutes=0.0), run / "model.pt")
    print(f"{len(seen)} parameters restored; encoder in {encoder}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main()
