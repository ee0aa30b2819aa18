"""The demonstration: Bình Liêu in March 2018, and the bulk load for benchmarks.

Everything here is invented but the units: no living person is meant.
"""
