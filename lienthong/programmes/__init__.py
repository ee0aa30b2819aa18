"""What a local government runs: quality, targets, works, training, cadres, investment."""
