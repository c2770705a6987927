"""Attribute Types: what an Information Object Definition requires (PS3.3, PS3.5 7.4)."""

from __future__ import annotations

from typing import Literal

AttributeType = Literal["1", "1C", "2", "2C", "3"]
"""1 required with a value, 2 required but may be empty, 3 optional; C: on a condition (PS3.5 7.4)."""
