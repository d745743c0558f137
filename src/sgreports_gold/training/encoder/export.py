"""The encoder's files: the network in eight bits (ONNX), its heads in half precision, the tokenizer."""

import io
import tempfile
from pathlib import Path

import numpy as np
import torch

from sgreports.knowledge.encoder_model import HEADS, NETWORK, TOKENIZER
from sgreports_gold.training.encoder.fit import FittedEncoder

OPSET = 17
EXAMPLE = 16  # pieces that the graph is traced with; their number is dynamic


def files_of(fitted: FittedEncoder, tokenizer: str) -> dict[str, bytes]:
    """The files of a fitted encoder by name, but for its metadata."""
    return {NETWORK: network_bytes(fitted), HEADS: heads_bytes(fitted), TOKENIZER: tokenizer.encode()}


def heads_bytes(fitted: FittedEncoder) -> bytes:
    """The weights of the heads by name, as an `.npz`."""
    buffer = io.BytesIO()
    weights = {name: value.numpy().astype(np.float16) for name, value in fitted.heads.state_dict().items()}
    np.savez_compressed(buffer, **weights)
    return buffer.getvalue()


def network_bytes(fitted: FittedEncoder) -> bytes:
    """The network as a graph of eight-bit weights, one scale a column: four times smaller and faster than as fitted."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as name:
        whole, small = Path(name) / "whole.onnx", Path(name) / "small.onnx"
        write_graph(fitted, whole)
        quantize_dynamic(
            whole, small, per_channel=True, weight_type=QuantType.QUInt8, op_types_to_quantize=["MatMul", "Gather"]
        )
        return signed(small)


def signed(graph: Path) -> bytes:
    """The graph with signed weights, which most processors multiply twice as fast: weights and zero points are all 128
    less, so products are the same."""
    import onnx

    model = onnx.load(graph)
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    moved = {name for node in products for name in (node.input[1], node.input[3])}
    for tensor in (tensor for tensor in model.graph.initializer if tensor.name in moved):
        less = onnx.numpy_helper.to_array(tensor).astype(np.int16) - 128
        tensor.CopyFrom(onnx.numpy_helper.from_array(less.astype(np.int8), tensor.name))
    return bytes(model.SerializeToString())


def write_graph(fitted: FittedEncoder, path: Path) -> None:
    """Exports the network as an ONNX graph for one window of any length."""
    fitted.network.eval()
    pieces = torch.zeros((1, EXAMPLE), dtype=torch.long)
    free = {1: "pieces"}
    torch.onnx.export(
        fitted.network, (pieces, pieces), str(path), input_names=["ids", "labels"], output_names=["vectors"],
        dynamic_axes={"ids": free, "labels": free, "vectors": free}, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
