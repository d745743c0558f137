"""The network in torch: a BERT with embeddings of mention labels added to its word pieces, and heads over it.

Starts from the weights of all-MiniLM-L6-v2 (six layers, 384 numbers wide, Apache-2.0). Uses torch, which only this
training needs. evidence/encoder/heads.py has the same heads in numpy.
"""

import math
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from sgreports.evidence.encoder.heads import MAX_APART, MAX_DISTANCE, MAX_RIVALS
from sgreports.model.facts import EVENTS, LABELS, MEASURES, RELATION_TYPES, ROLES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
WORDS, PLACES = 30522, 512
HIDDEN, PRODUCT, OF_LABEL = 256, 128, 32
DROPOUT = 0.1
MASK = 2**25  # numbers of which Dropout takes a slice: more than any layer has
PRODUCT_NAME = "onnx::MatMul_"  # what the weights of products are called in an exported graph, in their order
TYPE_BIAS = -2.5  # initial bias of relation types: most pairs have none


class Dropout(nn.Module):
    """Sets a share of the numbers to 0 and raises the others, by a slice of one long mask: to draw anew for each number
    took two fifths of a fit."""

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        begin = int(torch.randint(MASK - x.numel(), ()))
        return x * _mask()[begin : begin + x.numel()].view(x.shape).to(x.dtype)


@cache
def _mask() -> Tensor:
    """What Dropout multiplies by."""
    numbers = torch.rand(MASK, generator=torch.Generator().manual_seed(0))
    return ((numbers >= DROPOUT) / (1 - DROPOUT)).to(torch.bfloat16)


class Layer(nn.Module):
    """A layer of BERT: attention, then a small network over each piece; each is added to its input and normalized."""

    def __init__(self) -> None:
        super().__init__()
        self.attention, self.attended = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norms = nn.ModuleList(nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.drop = Dropout()

    def forward(self, x: Tensor, hidden: Tensor | None) -> Tensor:
        """`x` is (windows, pieces, WIDTH); `hidden` is added to what a piece attends to, None for nothing."""
        windows, size, _ = x.shape
        parts = self.attention(x).view(windows, size, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = parts[0] @ parts[1].transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        weights = torch.softmax(scores if hidden is None else scores + hidden, -1)
        seen = self.drop(weights) @ parts[2]
        x = self.norms[0](x + self.drop(self.attended(seen.transpose(1, 2).reshape(windows, size, WIDTH))))
        found: Tensor = self.norms[1](x + self.drop(self.down(functional.gelu(self.up(x)))))
        return found


class Network(nn.Module):
    """Maps ids of word pieces and of their labels, (windows, pieces), to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.labels = nn.Embedding(2 * len(LABELS) + 1, WIDTH, padding_idx=0)
        nn.init.normal_(self.labels.weight, std=0.02)
        self.labels.weight.data[0] = 0
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), Dropout()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, labels: Tensor, hidden: Tensor | None = None) -> Tensor:
        x = self.norm(self.words(ids) + self.places(torch.arange(ids.shape[1])))
        x = self.drop(x) + self.labels(labels)
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def start_from(self, bert: Mapping[str, Tensor]) -> None:
        """Takes the weights of a BERT of the same size, under the names of its own file."""
        kinds = bert["embeddings.token_type_embeddings.weight"][0]
        self.words.weight.data = bert["embeddings.word_embeddings.weight"].float()
        self.places.weight.data = (bert["embeddings.position_embeddings.weight"] + kinds).float()
        _put(self.norm, bert, ["embeddings.LayerNorm"])
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}"
            _put(layer.attention, bert, [f"{at}.attention.self.{name}" for name in ("query", "key", "value")])
            _put(layer.attended, bert, [f"{at}.attention.output.dense"])
            _put(layer.norms[0], bert, [f"{at}.attention.output.LayerNorm"])
            _put(layer.up, bert, [f"{at}.intermediate.dense"])
            _put(layer.down, bert, [f"{at}.output.dense"])
            _put(layer.norms[1], bert, [f"{at}.output.LayerNorm"])

    def start_again(self, graph: bytes) -> None:
        """Takes the weights of an exported network (export.py), to fit it further; its eight bits are turned back."""
        stored = graph_weights(graph)
        products = sorted((name for name in stored if name.startswith(PRODUCT_NAME)), key=lambda it: (len(it), it))
        for name in ("words", "places", "labels"):
            getattr(self, name).weight.data = stored[f"{name}.weight"]
        own = {name: stored[name] for name, _ in self.named_parameters() if "norm" in name or name.endswith("bias")}
        self.load_state_dict(own, strict=False)
        linear = [part for layer in self.layers for part in (layer.attention, layer.attended, layer.up, layer.down)]
        for part, name in zip(linear, products, strict=True):
            part.weight.data = stored[name].T.contiguous()


def graph_weights(graph: bytes) -> dict[str, Tensor]:
    """The weights of a graph by name, those in eight bits as the numbers that they stand for."""
    import onnx
    from onnx import numpy_helper

    stored = {w.name: torch.tensor(numpy_helper.to_array(w)) for w in onnx.load_from_string(graph).graph.initializer}
    whole = {name: w for name, w in stored.items() if not name.endswith(("_quantized", "_scale", "_zero_point"))}
    for name in (name.removesuffix("_quantized") for name in stored if name.endswith("_quantized")):
        steps = stored[f"{name}_quantized"].float() - stored[f"{name}_zero_point"].float()
        whole[name] = steps * stored[f"{name}_scale"]
    return whole


def _put(module: nn.Module, bert: Mapping[str, Tensor], names: list[str]) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).data = torch.cat([bert[f"{name}.{kind}"].float() for name in names])


class PairBatch(NamedTuple):
    """As evidence/encoder/heads.py `PairInput`, in torch."""

    subject: Tensor
    object: Tensor
    gap: Tensor
    apart: Tensor
    rivals: Tensor


class Scores(NamedTuple):
    """Log odds of types, (pairs, types); scores of roles, (pairs, roles), events and measures, (mentions, answers)."""

    types: Tensor
    roles: Tensor
    events: Tensor
    measures: Tensor


class Heads(nn.Module):
    """The heads. Names of weights are those that evidence/encoder/heads.py asks for."""

    def __init__(self) -> None:
        super().__init__()
        size = 2 * WIDTH + OF_LABEL
        self.label = nn.Embedding(len(LABELS), OF_LABEL)
        self.subject, self.object = nn.Linear(size, HIDDEN), nn.Linear(size, HIDDEN)
        self.left, self.right = nn.Linear(size, PRODUCT), nn.Linear(size, PRODUCT)
        self.product = nn.Linear(PRODUCT, HIDDEN)
        self.distance, self.apart = nn.Embedding(2 * MAX_DISTANCE + 2, HIDDEN), nn.Embedding(MAX_APART + 1, HIDDEN)
        self.rivals = nn.Embedding(MAX_RIVALS + 1, HIDDEN)
        self.pair = nn.Sequential(_gelu(), Dropout(), nn.Linear(HIDDEN, HIDDEN), _gelu(), Dropout())
        self.types, self.role = nn.Linear(HIDDEN, len(RELATION_TYPES)), nn.Linear(HIDDEN, len(ROLES))
        nn.init.constant_(self.types.bias, TYPE_BIAS)
        self.count = nn.Sequential(nn.Linear(size, HIDDEN), _gelu(), Dropout())
        self.event, self.measure = nn.Linear(HIDDEN, len(EVENTS)), nn.Linear(HIDDEN, len(MEASURES))
        self.drop = Dropout()

    def forward(self, first: Tensor, last: Tensor, label: Tensor, pairs: PairBatch) -> Scores:
        """`first` and `last` are the vectors of each mention's first and last piece, (mentions, WIDTH)."""
        mentions = self.drop(torch.cat([first, last, self.label(label)], -1))
        count = self.count(mentions)
        hidden = self.subject(mentions)[pairs.subject] + self.object(mentions)[pairs.object]
        hidden = hidden + self.product(self.left(mentions)[pairs.subject] * self.right(mentions)[pairs.object])
        steps = torch.log2(pairs.gap + 1.0).long().clamp(max=MAX_DISTANCE)
        hidden = hidden + self.distance(2 * steps + (pairs.subject < pairs.object).long())
        hidden = hidden + self.apart(pairs.apart.clamp(max=MAX_APART)) + self.rivals(pairs.rivals.clamp(max=MAX_RIVALS))
        hidden = self.pair(hidden)
        return Scores(self.types(hidden), self.role(hidden), self.event(count), self.measure(count))


def _gelu() -> nn.GELU:
    return nn.GELU(approximate="tanh")
