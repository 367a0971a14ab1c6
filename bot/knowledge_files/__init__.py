"""The knowledge folder as YAML that staff own: read with care, checked as a whole, handed on as core's values."""

from bot.knowledge_files.load import Loaded, load, stale_within
from bot.knowledge_files.near import near_ways
from bot.knowledge_files.problems import Problem

__all__ = ["Loaded", "Problem", "load", "near_ways", "stale_within"]
