"""Decisions about rounds: who looks and signs in which order, what stands on the paper."""
