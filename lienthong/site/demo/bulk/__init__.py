"""The bulk load: a province of 200 units with as many dossiers as wanted, for benchmarks."""
