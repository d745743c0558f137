"""Fine-tunes the encoder with all heads at once (AdamW, learning rate with warm-up and linear decay).

A fit begins with the pretrained weights, or with the encoder that is there, for half as long and more slowly. It saves
checkpoints, and one that was broken off goes on from the last.
"""

import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sgreports.knowledge.encoder_model import HEADS, NETWORK
from sgreports.links.learned.arrays import Ints
from sgreports.model.facts import EVENTS, RELATION_TYPES
from sgreports_gold.training.encoder.batches import Batch, Item, batch_of, batched, items_of
from sgreports_gold.training.encoder.dataset import UNKNOWN, EncoderExample
from sgreports_gold.training.encoder.network import Heads, Network, Scores
from sgreports_gold.training.encoder.weigh import SEED, training_examples

USE_BFLOAT16 = torch.backends.cpu.get_cpu_capability() not in ("DEFAULT", "AVX2")  # on those it is slower
WEIGHT_DECAY = 0.01
MIN_RATE = 0.02  # share of a learning rate
ROLE, EVENT, MEASURE = 0.25, 1.0, 0.6  # weights of these losses; that of types is 1
FEW = 300  # paragraphs with an event of fewer counts are drawn twice
LOG_EVERY, SAVE_EVERY = 50, 200  # steps


class Schedule(NamedTuple):
    """How long is fitted, and the learning rates of the layers and of all else."""

    epochs: float
    layers: float
    heads: float
    warmup: int  # steps


ANEW, FURTHER = Schedule(4, 8e-5, 1e-3, 60), Schedule(2, 6e-5, 8e-4, 40)


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

    def state(self) -> dict[str, Any]:
        return {"network": self.network.state_dict(), "heads": self.heads.state_dict()}


def from_pretrained(bert: dict[str, Tensor]) -> FittedEncoder:
    """An encoder with the weights of a BERT of the same size."""
    torch.manual_seed(SEED)
    fitted = FittedEncoder(Network(), Heads())
    fitted.network.start_from(bert)
    return fitted


def from_files(files: Mapping[str, bytes]) -> FittedEncoder:
    """The encoder of exported files, to be fitted further."""
    torch.manual_seed(SEED)
    fitted = FittedEncoder(Network(), Heads())
    fitted.network.start_again(files[NETWORK])
    with np.load(io.BytesIO(files[HEADS]), allow_pickle=False) as weights:
        fitted.heads.load_state_dict({name: torch.tensor(weights[name].astype(np.float32)) for name in weights.files})
    return fitted


def fit_encoder(  # noqa: PLR0917 - what is fitted, how, on what, and where it is saved
    fitted: FittedEncoder,
    schedule: Schedule,
    examples: Sequence[EncoderExample],
    tokenizer: Any,
    checkpoint: Path,
    say: Callable[[str], None],
) -> FittedEncoder:
    """Fine-tunes an encoder on all but the held-out documents; goes on from the checkpoint, if there is one."""
    rng = random.Random(SEED)
    for frozen in (fitted.network.words, fitted.network.places):
        frozen.weight.requires_grad = False
    items = items_of(training_examples(examples), tokenizer)
    items += _with_rare(items)
    weights = event_weights(np.concatenate([item.example.events for item in items]))
    steps = int(len(batched(items, rng)) * schedule.epochs)
    groups = list(islice(chain.from_iterable(batched(items, rng) for _ in count()), steps))
    optimizer, rates = _optimizer(fitted, schedule)
    done = _restored(fitted, optimizer, checkpoint)
    fitted.train(True)
    for step in range(done, steps):
        share = min(1.0, (step + 1) / schedule.warmup) * max(MIN_RATE, 1 - step / steps)
        _step(fitted, optimizer, [rate * share for rate in rates], groups[step], weights)
        if (step + 1) % LOG_EVERY == 0:
            say(f"step {step + 1} of {steps}")
        if (step + 1) % SAVE_EVERY == 0:
            torch.save(fitted.state() | {"optimizer": optimizer.state_dict(), "step": step + 1}, checkpoint)
    fitted.train(False)
    return fitted


def _restored(fitted: FittedEncoder, optimizer: torch.optim.Optimizer, checkpoint: Path) -> int:
    """The step that a checkpoint was saved at, with its weights put in place; 0 without one."""
    if not checkpoint.is_file():
        return 0
    saved = torch.load(checkpoint)
    fitted.network.load_state_dict(saved["network"])
    fitted.heads.load_state_dict(saved["heads"])
    optimizer.load_state_dict(saved["optimizer"])
    return int(saved["step"])


def _with_rare(items: Sequence[Item]) -> list[Item]:
    """The paragraphs with an event of which gold has few counts."""
    number = np.bincount(np.concatenate([item.example.events + 1 for item in items]), minlength=len(EVENTS) + 1)[1:]
    rare = set(np.flatnonzero(number < FEW).tolist())
    return [item for item in items if rare & set(item.example.events.tolist())]


def event_weights(events: Ints) -> Tensor:
    """How much a count of each event weighs: the rarer, the more (the root of the median number over its own)."""
    number = np.bincount(events[events != UNKNOWN], minlength=len(EVENTS))
    return torch.tensor(np.sqrt(np.median(number) / number.clip(1)).clip(0.5, 3.0), dtype=torch.float32)


def _optimizer(fitted: FittedEncoder, schedule: Schedule) -> tuple[torch.optim.Optimizer, list[float]]:
    """The optimizer and the learning rate of each parameter group; norms and biases have no weight decay."""
    layers = list(fitted.network.layers.parameters())
    known = {id(p) for p in layers}
    rest = [
        p
        for module in (fitted.network, fitted.heads) for p in module.parameters()
        if p.requires_grad and id(p) not in known
    ]  # fmt: skip
    groups = [
        {"params": [p for p in layers if p.dim() > 1], "lr": schedule.layers, "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in layers if p.dim() < 2], "lr": schedule.layers, "weight_decay": 0.0},
        {"params": rest, "lr": schedule.heads, "weight_decay": WEIGHT_DECAY},
    ]
    return torch.optim.AdamW(groups, fused=True), [schedule.layers, schedule.layers, schedule.heads]


def _step(
    fitted: FittedEncoder,
    optimizer: torch.optim.Optimizer,
    rates: Sequence[float],
    group: Sequence[Item],
    weights: Tensor,
) -> None:
    for parameters, rate in zip(optimizer.param_groups, rates, strict=True):
        parameters["lr"] = rate
    batch = batch_of(group)
    loss_of(fitted.scores(batch), batch, weights).backward()
    for module in (fitted.network, fitted.heads):
        nn.utils.clip_grad_norm_(module.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


def loss_of(scores: Scores, batch: Batch, weights: Tensor) -> Tensor:
    """The loss of a batch. That of types is divided by the number of relations in gold, not by that of pairs; `weights`
    are those of events."""
    is_candidate = (batch.types[:, None] >> torch.arange(len(RELATION_TYPES)) & 1).bool() & (batch.answers != UNKNOWN)
    right = (batch.answers == 1).float()
    types = functional.binary_cross_entropy_with_logits(scores.types, right, reduction="none")
    return (
        (types * is_candidate).sum() / (right.sum() + 3)
        + ROLE * _loss(scores.roles, batch.roles)
        + EVENT * _loss(scores.events, batch.events, weights)
        + MEASURE * _loss(scores.measures, batch.measures)
    )


def _loss(scores: Tensor, answers: Tensor, weights: Tensor | None = None) -> Tensor:
    known = answers != UNKNOWN
    return functional.cross_entropy(scores[known], answers[known], weights) if bool(known.any()) else scores.sum() * 0
