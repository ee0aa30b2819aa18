"""The queue in front of the counters: tickets in daily series, calls, the public board, waiting times; knows no dossier."""
