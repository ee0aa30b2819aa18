"""Scores of how procedures are handled: the nine indices of 2018 and the set of 2022, from rows, never from guesses."""
