"""Fits the encoder: all heads at once, each layer from its pretrained weights (AdamW, the rate falling to nothing)."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sgreports.model.facts import RELATION_TYPES
from sgreports.training.encoder.batches import Batch, Item, batch_of, batched, items_of
from sgreports.training.encoder.dataset import UNKNOWN, EncoderExample
from sgreports.training.encoder.network import Heads, Network, Scores
from sgreports.training.encoder.weigh import SEED, held_documents

EPOCHS = 4
HALVED = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")  # there half precision is slower
RATE, RATE_OF_HEADS, DECAY = 8e-5, 1e-3, 0.01
WARMED = 60  # steps until the rate is full
LEAST_RATE = 0.02  # of the full one
ROLE, EVENT, MEASURE = 0.25, 0.4, 0.4  # weights of the losses beside that of types
SAID = 50  # steps between two lines of progress


@dataclass(frozen=True, slots=True)
class Fitted:
    """The network and its heads."""

    network: Network
    heads: Heads

    def scores(self, batch: Batch) -> Scores:
        """The scores of a batch, in half precision where the processor has it."""
        with torch.autocast("cpu", torch.bfloat16, enabled=HALVED):
            vectors = self.network(batch.ids, batch.labels, batch.hidden)
            vectors = vectors.reshape(-1, vectors.shape[-1])[batch.taken]
            found = self.heads(vectors[batch.first], vectors[batch.last], batch.label, batch.pairs)
        return Scores(*(each.float() for each in found))

    def train(self, on: bool) -> None:
        self.network.train(on)
        self.heads.train(on)


def fit_encoder(
    examples: Sequence[EncoderExample], bert: dict[str, Tensor], tokenizer: Any, say: Callable[[str], None]
) -> Fitted:
    """The encoder fitted on most documents, from the weights of a BERT of the same size."""
    held = held_documents(examples)
    torch.manual_seed(SEED)
    dice, fitted = random.Random(SEED), Fitted(Network(), Heads())
    fitted.network.start_from(bert)
    for frozen in (fitted.network.words, fitted.network.places):
        frozen.weight.requires_grad = False
    items = items_of([e for e in examples if e.document not in held], tokenizer)
    total = int(len(batched(items, dice)) * EPOCHS)
    optimizer, rates = _optimizer(fitted)
    fitted.train(True)
    step = 0
    while step < total:
        for group in batched(items, dice)[: total - step]:
            _step(fitted, optimizer, rates, group, _share(step, total))
            step += 1
            if step % SAID == 0:
                say(f"step {step} of {total}")
    fitted.train(False)
    return fitted


def _optimizer(fitted: Fitted) -> tuple[torch.optim.Optimizer, list[float]]:
    """The optimizer and the full rate of each of its groups; norms and biases do not decay."""
    layers = list(fitted.network.layers.parameters())
    known = {id(p) for p in layers}
    rest = [
        p
        for module in (fitted.network, fitted.heads) for p in module.parameters()
        if p.requires_grad and id(p) not in known
    ]  # fmt: skip
    groups = [
        {"params": [p for p in layers if p.dim() > 1], "lr": RATE, "weight_decay": DECAY},
        {"params": [p for p in layers if p.dim() < 2], "lr": RATE, "weight_decay": 0.0},
        {"params": rest, "lr": RATE_OF_HEADS, "weight_decay": DECAY},
    ]
    return torch.optim.AdamW(groups, fused=True), [RATE, RATE, RATE_OF_HEADS]


def _share(step: int, total: int) -> float:
    """The share of the full rate at a step."""
    return min(1.0, (step + 1) / WARMED) * max(LEAST_RATE, 1 - step / total)


def _step(
    fitted: Fitted, optimizer: torch.optim.Optimizer, rates: Sequence[float], group: Sequence[Item], share: float
) -> None:
    for its, rate in zip(optimizer.param_groups, rates, strict=True):
        its["lr"] = rate * share
    batch = batch_of(group)
    loss_of(fitted.scores(batch), batch).backward()
    for module in (fitted.network, fitted.heads):
        nn.utils.clip_grad_norm_(module.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


def loss_of(scores: Scores, batch: Batch) -> Tensor:
    """The loss of a batch: of types by relation of gold, so that many pairs without one do not drown it."""
    asked = (batch.types[:, None] >> torch.arange(len(RELATION_TYPES)) & 1).bool() & (batch.answers != UNKNOWN)
    right = (batch.answers == 1).float()
    types = functional.binary_cross_entropy_with_logits(scores.types, right, reduction="none")
    return (
        (types * asked).sum() / (right.sum() + 3)
        + ROLE * _loss(scores.roles, batch.roles)
        + EVENT * _loss(scores.events, batch.events)
        + MEASURE * _loss(scores.measures, batch.measures)
    )


def _loss(scores: Tensor, answers: Tensor) -> Tensor:
    known = answers != UNKNOWN
    return functional.cross_entropy(scores[known], answers[known]) if bool(known.any()) else scores.sum() * 0
