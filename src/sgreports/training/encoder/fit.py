"""Fine-tunes the encoder with all heads at once (AdamW, learning rate with warm-up and linear decay)."""

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
from sgreports.training.encoder.weigh import SEED, training_examples

EPOCHS = 4
USE_BFLOAT16 = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")  # on those it is slower
LEARNING_RATE, HEADS_LEARNING_RATE, WEIGHT_DECAY = 8e-5, 1e-3, 0.01
WARMUP_STEPS = 60
MIN_RATE = 0.02  # share of LEARNING_RATE
ROLE, EVENT, MEASURE = 0.25, 0.4, 0.4  # weights of these losses; that of types is 1
LOG_EVERY = 50  # steps


@dataclass(frozen=True, slots=True)
class FittedEncoder:
    """The network and its heads."""

    network: Network
    heads: Heads

    def scores(self, batch: Batch) -> Scores:
        """The scores of a batch, in half precision where the processor supports it."""
        with torch.autocast("cpu", torch.bfloat16, enabled=USE_BFLOAT16):
            vectors = self.network(batch.ids, batch.labels, batch.hidden)
            vectors = vectors.reshape(-1, vectors.shape[-1])[batch.taken]
            found = self.heads(vectors[batch.first], vectors[batch.last], batch.label, batch.pairs)
        return Scores(*(each.float() for each in found))

    def train(self, on: bool) -> None:
        self.network.train(on)
        self.heads.train(on)


def fit_encoder(
    examples: Sequence[EncoderExample], bert: dict[str, Tensor], tokenizer: Any, say: Callable[[str], None]
) -> FittedEncoder:
    """Fine-tunes a BERT of the same size on all but the held-out documents."""
    torch.manual_seed(SEED)
    rng, fitted = random.Random(SEED), FittedEncoder(Network(), Heads())
    fitted.network.start_from(bert)
    for frozen in (fitted.network.words, fitted.network.places):
        frozen.weight.requires_grad = False
    items = items_of(training_examples(examples), tokenizer)
    total = int(len(batched(items, rng)) * EPOCHS)
    optimizer, rates = _optimizer(fitted)
    fitted.train(True)
    step = 0
    while step < total:
        for group in batched(items, rng)[: total - step]:
            _step(fitted, optimizer, rates, group, _rate_schedule(step, total))
            step += 1
            if step % LOG_EVERY == 0:
                say(f"step {step} of {total}")
    fitted.train(False)
    return fitted


def _optimizer(fitted: FittedEncoder) -> tuple[torch.optim.Optimizer, list[float]]:
    """The optimizer and the learning rate of each parameter group; norms and biases have no weight decay."""
    layers = list(fitted.network.layers.parameters())
    known = {id(p) for p in layers}
    rest = [
        p
        for module in (fitted.network, fitted.heads) for p in module.parameters()
        if p.requires_grad and id(p) not in known
    ]  # fmt: skip
    groups = [
        {"params": [p for p in layers if p.dim() > 1], "lr": LEARNING_RATE, "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in layers if p.dim() < 2], "lr": LEARNING_RATE, "weight_decay": 0.0},
        {"params": rest, "lr": HEADS_LEARNING_RATE, "weight_decay": WEIGHT_DECAY},
    ]
    return torch.optim.AdamW(groups, fused=True), [LEARNING_RATE, LEARNING_RATE, HEADS_LEARNING_RATE]


def _rate_schedule(step: int, total: int) -> float:
    """The share of the learning rate at a step."""
    return min(1.0, (step + 1) / WARMUP_STEPS) * max(MIN_RATE, 1 - step / total)


def _step(
    fitted: FittedEncoder, optimizer: torch.optim.Optimizer, rates: Sequence[float], group: Sequence[Item], share: float
) -> None:
    for parameters, rate in zip(optimizer.param_groups, rates, strict=True):
        parameters["lr"] = rate * share
    batch = batch_of(group)
    loss_of(fitted.scores(batch), batch).backward()
    for module in (fitted.network, fitted.heads):
        nn.utils.clip_grad_norm_(module.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


def loss_of(scores: Scores, batch: Batch) -> Tensor:
    """The loss of a batch. That of types is divided by the number of relations in gold, not by that of pairs."""
    is_candidate = (batch.types[:, None] >> torch.arange(len(RELATION_TYPES)) & 1).bool() & (batch.answers != UNKNOWN)
    right = (batch.answers == 1).float()
    types = functional.binary_cross_entropy_with_logits(scores.types, right, reduction="none")
    return (
        (types * is_candidate).sum() / (right.sum() + 3)
        + ROLE * _loss(scores.roles, batch.roles)
        + EVENT * _loss(scores.events, batch.events)
        + MEASURE * _loss(scores.measures, batch.measures)
    )


def _loss(scores: Tensor, answers: Tensor) -> Tensor:
    known = answers != UNKNOWN
    return functional.cross_entropy(scores[known], answers[known]) if bool(known.any()) else scores.sum() * 0
