"""Where much work of one kind is done: in this process, in several on this machine, or on a cluster. Knows nothing of
reports."""

from khabar.engines.cluster import Ray
from khabar.engines.here import Here
from khabar.engines.hired import Crew, Done, Engine, Task, Work
from khabar.engines.processes import Processes, cores

__all__ = ["Crew", "Done", "Engine", "Here", "Processes", "Ray", "Task", "Work", "cores"]
