"""Helpers of the tests and benchmarks."""
