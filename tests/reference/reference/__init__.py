"""The law of docs/SEMANTICS.md a second time, written from its text alone: naive, whole, and slow."""

from .versions import board

__all__ = ["board"]
