"""Where the style sheets and scripts are: written by hand, built, and gathered for serving."""

from pathlib import Path

UI = Path(__file__).resolve().parent
SASS = UI / "sass"
BUILT = UI / "built"  # made by ui.build, in no repository
COLLECTED = UI / "collected"  # the same and all else that is served, named by content
ROOT = UI.parents[3]  # where package.json is
NODE_MODULES = ROOT / "node_modules"
