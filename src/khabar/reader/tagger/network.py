"""The trained network, run by onnxruntime on the CPU."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


class OnnxNetwork:
    """Both passes, from the bytes of `first.onnx` and `second.onnx`. One window is read at a time, so that an answer
    does not depend on what else is read with it."""

    def __init__(self, first: bytes, second: bytes, threads: int = 0) -> None:
        """With so many threads; 0 for one a core."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        cpu = ["CPUExecutionProvider"]
        self._first = onnxruntime.InferenceSession(first, options, providers=cpu)
        self._second = onnxruntime.InferenceSession(second, options, providers=cpu)

    def first(self, ids: Array, cases: Array, quotes: Array) -> tuple[Array, Array, Array, Array]:
        """See `decode.Network`."""
        states, names, cues, triggers = self._first.run(None, {"ids": ids, "cases": cases, "quotes": quotes})
        return states, names, cues, triggers

    def second(self, states: Array, marks: Array, at: Array, mask: Array) -> tuple[Array, Array, Array, Array, Array]:
        """See `decode.Network`."""
        given = {"states": states, "marks": marks, "at": at, "mask": mask}
        roles, types, modalities, valid, carried = self._second.run(None, given)
        return roles, types, modalities, valid, carried
