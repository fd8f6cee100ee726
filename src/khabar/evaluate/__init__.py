"""Readings against reports that a person labelled. `markup` reads labels written between a report's lines."""

from khabar.evaluate import markup
from khabar.evaluate.folder import load
from khabar.evaluate.labelled import LabelledReport
from khabar.evaluate.measures import Count, Score, score

__all__ = ["Count", "LabelledReport", "Score", "load", "markup", "score"]
