"""The gallery's scenes, a module per room: people in the middle of something, from which the walk taps on."""

from importlib import import_module
from pkgutil import iter_modules

from tests.scenes.stage import GOAL, PLACE, PRIVATE, SCENES, STEP, Stage

for room in iter_modules(__path__):
    import_module(f"{__name__}.{room.name}")

__all__ = ["GOAL", "PLACE", "PRIVATE", "SCENES", "STEP", "Stage"]
