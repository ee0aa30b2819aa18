"""Tests of work files."""
