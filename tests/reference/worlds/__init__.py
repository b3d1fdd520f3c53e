"""Worlds made at random from a seed, and the laws that hold in every one of them."""
