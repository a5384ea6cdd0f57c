"""The practice check: whether what the monitoring stack promises is there, and works."""

from cloud.check.practicecheck import practice_check

__all__ = ["practice_check"]
